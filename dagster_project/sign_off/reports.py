"""A reviewer's word on a report: the release that readers have now."""

from __future__ import annotations

import duckdb

from dagster_project.ledger.sign_offs import REPORT, Decision
from dagster_project.settings import Settings
from dagster_project.sign_off.decide import Decided
from dagster_project.sign_off.log import add_entry, current_key, writing
from dagster_project.sign_off.refusal import Refusal
from dagster_project.sign_off.rules import refuse_without_reason

CURRENT = "current"


def _published(settings: Settings) -> dict[str, str]:
    if not settings.database.exists():
        raise Refusal("intet er offentliggjort endnu", "nothing is published yet")
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        found = connection.execute("select release, build, as_of from governance.release").fetchone()
    assert found is not None
    return dict(zip(("release", "build", "as_of"), map(str, found), strict=True))


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
    with writing(settings) as db:
        entry = add_entry(
            db, current_key(db), subject_kind=REPORT, subject_id=there["release"], decision=decision, comment=comment,
            who=who, evidence=there,
        )  # fmt: skip
    return Decided(
        entry,
        f"udgivelsen {there['release']}: noteret, læserne beholder den",
        f"release {there['release']}: noted, readers keep it",
    )
