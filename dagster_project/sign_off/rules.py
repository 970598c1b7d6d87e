"""Which decision fits which load: everything that is refused is refused here."""

from __future__ import annotations

from dagster_project.ledger.sign_offs import Decision
from dagster_project.outcomes import LoadStatus
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.subject import Subject


def refuse_without_reason(decision: Decision, comment: str) -> None:
    if decision is not Decision.ACCEPT and not comment.strip():
        raise Refusal(
            f"{decision} kræver en begrundelse (--comment)", f"{decision} needs a reason (--comment)"
        )  # fmt: skip


def _refuse_acceptance(subject: Subject) -> None:
    load_id = subject.row.load_id
    if subject.row.status is LoadStatus.SUPERSEDED and subject.in_force:
        newer = subject.in_force.load_id
        raise Refusal(
            f"{load_id} er afløst af {newer}: afvis den, hvis {load_id} skal gælde igen",
            f"{load_id} is superseded by {newer}: reject that one if {load_id} shall be in force again",
        )
    if subject.failed:
        raise Refusal(
            f"{load_id} har kontroller, der ikke er bestået: brug override og en begrundelse",
            f"{load_id} has checks that did not pass: use override and a reason",
        )


def _refuse_override(subject: Subject) -> None:
    load_id = subject.row.load_id
    if subject.row.status in (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED):
        raise Refusal(
            f"{load_id} er ikke tilbageholdt ({subject.row.status})", f"{load_id} is not held ({subject.row.status})"
        )
    if subject.row.rows_loaded == 0:
        raise Refusal(
            f"{load_id} har ingen rækker: en tom periode træder aldrig i kraft; lever filen igen",
            f"{load_id} has no rows: an empty period never comes into force; deliver the file again",
        )
    if not subject.failed:
        raise Refusal(
            f"{load_id} har bestået alle kontroller: brug accept", f"{load_id} passed every check: use accept"
        )


def refuse_what_does_not_fit(subject: Subject, decision: Decision) -> None:
    """Raises Refusal with what to do instead."""
    row = subject.row
    confirms = decision is Decision.ACCEPT and row.status is LoadStatus.ACCEPTED
    if decision is Decision.REJECT:
        if subject.is_rejected:
            raise Refusal(f"{row.load_id} er allerede afvist", f"{row.load_id} is rejected already")
    elif not confirms:
        _refuse_acceptance(subject) if decision is Decision.ACCEPT else _refuse_override(subject)
    if decision is not Decision.REJECT and not subject.is_typed(row):
        raise Refusal(
            f"rækkerne i {row.load_id} findes ikke længere: lever filen igen",
            f"the rows of {row.load_id} are not there any more: deliver the file again",
        )
