"""What is asked of a table, and what was answered, whatever engine did it: `Check` and `Answer`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["not_null", "in_set", "matches", "true", "rows"]

CRITICAL = "critical"
WARNING = "warning"


@dataclass(frozen=True)
class Check:
    """One expectation.

    kind       asks
    not_null   `column` is never null
    in_set     `column` is null or one of `values`
    matches    `column` is null or the whole of it matches the regular expression `sql`
    true       the condition `sql` is true or null; the view carries it as the column `column`
    rows       the query `sql` over {batch} gives no row; its columns are _load_id and failed, a number of rows
    """

    id: str
    kind: Kind
    severity: str
    dimension: str
    description_da: str
    description_en: str
    column: str = ""
    sql: str = ""
    values: tuple[str | int, ...] = ()
    impossible: str = ""  # why it cannot be asked at all; it is then reported as not run

    @property
    def pattern(self) -> str:
        return f"^(?:{self.sql})$"


@dataclass(frozen=True)
class Answer:
    """What the engine says about one check: failing rows by load, or the name of what went wrong."""

    failed: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


def flag(check_id: str) -> str:
    """Name of the view's column that holds the answer of one `true` check."""
    return f"ok__{check_id}"
