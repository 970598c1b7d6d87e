"""Whether a rebuilt table holds the figures of then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dagster_project.revisions.fingerprint import Fingerprint


class Answer(StrEnum):
    """What the comparison of two fingerprints says."""

    EQUAL = "equal"
    DIFFERENT = "different"
    MISSING = "missing"  # the release had it, the rebuild has not
    NEW = "new"  # the rebuild has it, the release had not
    NOT_COMPARED = "not compared"  # no release was ever made of these loads


@dataclass(frozen=True)
class TableAnswer:
    """One table then and now."""

    table_schema: str
    table_name: str
    answer: Answer
    rows_then: int | None
    rows_now: int | None

    def __str__(self) -> str:
        then, now = ("-" if rows is None else rows for rows in (self.rows_then, self.rows_now))
        rows = f"{then} → {now}"
        return f"{self.table_schema}.{self.table_name}: {self.answer} (rows · rækker {rows})"


def compare(then: Sequence[Fingerprint], now: Sequence[Fingerprint], tables: Sequence[str]) -> list[TableAnswer]:
    """An answer for every table of either side, or of those named. An empty `then` means nothing to compare."""
    sides = [{(one.table_schema, one.table_name): one for one in side} for side in (then, now)]
    found = []
    for schema, table in sorted(sides[0].keys() | sides[1].keys()):
        if tables and table not in tables:
            continue
        before, after = (side.get((schema, table)) for side in sides)
        answer = Answer.EQUAL if before == after else Answer.DIFFERENT
        if before is None:
            answer = Answer.NEW if then else Answer.NOT_COMPARED
        elif after is None:
            answer = Answer.MISSING
        rows = [side.rows if side else None for side in (before, after)]
        found.append(TableAnswer(schema, table, answer, rows[0], rows[1]))
    return found
