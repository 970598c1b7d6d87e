"""What a published table's measures may do in a roll-up: added, recomputed from parts, or shown a row at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dagster_project.warehouse.semantic_words import APART, OVERLAP, PERIOD, Both, joined

ALL = "all"
_NAMES_A_TOTAL = re.compile(rf"'{ALL}'|\bor {ALL}\b")
_NUMBERS = ("bigint", "integer", "double", "decimal", "numeric")


@dataclass(frozen=True)
class Limits:
    """`from_total`: keys of which only the total row counts. `apart`: keys of which a figure may hold one value."""

    time: str
    from_total: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    @property
    def reasons(self) -> list[Both]:
        others = [key for key in self.apart if key != self.time]
        found = ((self.from_total, OVERLAP), (others, APART), (self.time in self.apart, PERIOD))
        return [reason for applies, reason in found if applies]

    def meta(self, ratio: bool = False) -> dict[str, Any]:
        """What cannot be done, and why, in Danish and English."""
        kind = "ratio" if ratio else "semi" if self.reasons else "full"
        if not self.reasons:
            return {"additive": kind}
        danish, english = joined(self.reasons)
        keys = {"only_totals_of": self.from_total, "one_value_of": self.apart}
        return {"additive": kind, **keys, "reason_da": danish, "reason_en": english}


@dataclass(frozen=True)
class Measure:
    """A column that may be added, within limits."""

    name: str
    column: dict[str, Any]
    can_be_hidden: bool
    limits: Limits


@dataclass(frozen=True)
class Ratio:
    """A column that is made anew from two others. `can_be_missing`: also in a row that has something to divide by."""

    name: str
    numerator: Measure
    denominator: Measure
    can_be_missing: bool

    @property
    def limits(self) -> Limits:
        top, bottom = self.numerator.limits, self.denominator.limits
        from_total, apart = (
            sorted({*a, *b}) for a, b in ((top.from_total, bottom.from_total), (top.apart, bottom.apart))
        )
        return Limits(top.time, from_total, apart)


@dataclass(frozen=True)
class Table:
    """One published table with its measures sorted. `totals`: keys that have the word for a total. `alone`: why not."""

    name: str
    time: str
    keys: list[str]
    totals: list[str]
    added: list[Measure]
    ratios: list[Ratio]
    alone: dict[str, str]
    columns: dict[str, dict[str, Any]]

    @property
    def apart(self) -> list[str]:
        """Keys of which some measure may hold one value."""
        return sorted({key for one in self.added for key in one.limits.apart})

    @property
    def read_alone(self) -> list[str]:
        """Columns that are read a row at a time, and that no sum of all rows has."""
        added = [one.name for one in self.added if self.totals]
        return [*added, *(ratio.name for ratio in self.ratios), *self.alone]

    def rows_of(self, limits: Limits) -> list[str]:
        """As SQL: of a key with totals either the total alone, or everything but the total."""
        return [f"{key} {'=' if key in limits.from_total else '<>'} '{ALL}'" for key in self.totals]


def _measures(said: dict[str, Any], columns: dict[str, Any], rules: dict[str, Any]) -> dict[str, Measure]:
    """A figure stays in its period unless the table says `over_time`: whoever is counted is in one period only."""
    found = {}
    for name in said["add"]:
        period = [] if name in said.get("over_time", []) else [said["time"]]
        apart = [*said.get("apart", {}).get(name, []), *period]
        limits = Limits(said["time"], said.get("from_total", {}).get(name, []), apart)
        found[name] = Measure(name, columns[name], rules[name]["kind"] != "free", limits)
    return found


def table_of(name: str, mart: dict[str, Any], keys: list[str], rules: dict[str, Any]) -> Table | None:
    """The table as its mart's YAML and its disclosure rules describe it; None for one that says it has no metrics."""
    said = mart.get("config", {}).get("meta", {}).get("semantic", {})
    if "time" not in said:
        return None
    columns = {column["name"]: column for column in mart["columns"]}
    added = _measures(said, columns, rules)
    shares = {
        measure: (rule["numerator"], rule["denominator"])
        for measure, rule in rules.items()
        if rule["kind"] == "share" and {rule["numerator"], rule["denominator"]} <= set(added) and measure in columns
    }
    declared = {measure: tuple(parts) for measure, parts in said.get("ratios", {}).items()}
    ratios = [
        Ratio(measure, added[parts[0]], added[parts[1]], measure in declared)
        for measure, parts in {**shares, **declared}.items()
    ]
    alone = {measure: why for why, measures in said.get("alone", {}).items() for measure in measures}
    known = {*keys, *added, *alone, *(ratio.name for ratio in ratios)}
    numbers = {measure for measure, column in columns.items() if column["data_type"].startswith(_NUMBERS)}
    if numbers - known:
        raise ValueError(f"{name}: meta.semantic does not say what may be done with {sorted(numbers - known)}")
    totals = [key for key in keys if _NAMES_A_TOTAL.search(columns[key]["description"])]
    return Table(name, said["time"], keys, totals, list(added.values()), ratios, alone, columns)
