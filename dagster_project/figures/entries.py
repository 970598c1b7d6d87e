"""What a figure is, declared: its table, how it is drawn, what each column is for. `entries.yaml` has them all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

_ENTRIES = Path(__file__).with_name("entries.yaml")


class Words(BaseModel):
    """The same in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    da: str
    en: str


class Entry(BaseModel):
    """One figure.

    `x`, `y`, `series` and `rows` are columns of the table, or `measure`. Every other key column becomes a filter with
    one value at a time; `prefer` says which to begin with, where it is not the word for all or the newest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    table: str
    title: Words
    about: Words
    kind: Literal["lines", "columns", "bars", "shares", "grid", "strip", "sheet"]
    measures: list[str]
    x: str | None = None
    y: str | None = None
    series: str | None = None
    rows: list[str] = []
    choose: bool = False  # one measure at a time, and a filter to choose it
    grouped: bool = False  # columns beside each other, not on top of each other
    only: dict[str, list[str]] = {}
    only_kind: dict[str, str] = {}  # codes whose code list says that they are of this kind
    drop: dict[str, list[str]] = {}
    ignore: list[str] = []  # key columns that the measures do not depend on: one row of each other key is enough
    filters: list[str] = []  # columns that are no keys and filter all the same
    prefer: dict[str, str] = {}
    target: dict[str, str] = {}  # measure -> column with its target
    flag: str | None = None  # column that says that a figure is not settled
    also: list[str] = []  # columns whose words stand below the measure's in a cell
    scale: Literal["codes", "answers", "bands"] = "codes"

    @property
    def drawing(self) -> str:
        """The same word for figures that one specification can draw."""
        has = {"series": self.series, "grouped": self.grouped, "flag": self.flag, "target": self.target}
        return "-".join([self.kind, self.scale, *(name for name, there in has.items() if there)])


@cache
def entries() -> tuple[Entry, ...]:
    """Every figure of the page, in its order."""
    return tuple(Entry.model_validate(found) for found in yaml.safe_load(_ENTRIES.read_text(encoding="utf-8")))
