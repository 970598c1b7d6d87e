"""A reviewer's word on a report: the release that readers have now."""

from __future__ import annotations

from dagster_project.ledger.sign_offs import REPORT, Decision
from dagster_project.settings import Settings
from dagster_project.sign_off.decide import Decided
from dagster_project.sign_off.log import add_entry, current_key, writing
from dagster_project.sign_off.readers import copies, release_of
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.rules import refuse_without_reason

CURRENT = "current"


def _published(settings: Settings) -> dict[str, str]:
    if not settings.database.exists():
        raise Refusal("intet er offentliggjort endnu", "nothing is published yet")
    return release_of(settings.database)


def _tables(settings: Settings, release: str) -> dict[str, str]:
    """Fingerprints of what is signed. Raises Refusal where the copies that readers have are not of one kind."""
    (first, prints), *others = [(copy, copy.prints()) for copy in copies(settings) if copy.release == release]
    for copy, found in others:
        if found != prints:
            raise Refusal(
                f"{copy.da} er andre end {first.da}: udgiv igen", f"{copy.en}: not as {first.en}; publish again"
            )
    return prints


def decide_report(settings: Settings, release: str, *, decision: Decision, comment: str, who: str) -> Decided:
    """Signs for the release with that id, or for the current one. What readers have stays as it is. Raises Refusal."""
    decision = Decision(decision)
    refuse_without_reason(decision, comment)
    if decision is Decision.OVERRIDE:
        raise Refusal("en udgivelse er ikke tilbageholdt: brug accept", "a release is not held: use accept")
    there = _published(settings)
    if release not in (CURRENT, there["release"]):
        raise Refusal(
            f"læserne har {there['release']}, ikke {release}", f"readers have {there['release']}, not {release}"
        )
    tables = _tables(settings, there["release"])
    with writing(settings) as db:
        entry = add_entry(
            db, current_key(db), subject_kind=REPORT, subject_id=there["release"], decision=decision, comment=comment,
            who=who, evidence={**there, "tables": tables},
        )  # fmt: skip
    return Decided(
        entry,
        f"udgivelsen {there['release']}: noteret, læserne beholder den",
        f"release {there['release']}: noted, readers keep it",
    )
