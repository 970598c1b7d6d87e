"""Decisions of named people on loads and reports, in a log that shows whether somebody has touched it."""

from dagster_project.ledger.sign_offs import Decision
from dagster_project.sign_off.decide import Decided, decide_load
from dagster_project.sign_off.findings import Finding, Verdict
from dagster_project.sign_off.head import Head, head_of
from dagster_project.sign_off.log import append
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.reports import decide_report
from dagster_project.sign_off.reseal import reseal
from dagster_project.sign_off.rows import renewing
from dagster_project.sign_off.verify import verify

__all__ = [
    "Decided",
    "Decision",
    "Finding",
    "Head",
    "Refusal",
    "Verdict",
    "append",
    "decide_load",
    "decide_report",
    "head_of",
    "renewing",
    "reseal",
    "verify",
]
