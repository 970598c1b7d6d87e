"""What a published table's measures may do in a roll-up: added, recomputed from parts, or shown a row at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

ALL = "all"
_NAMES_A_TOTAL = re.compile(rf"'{ALL}'|\bor {ALL}\b")
_NUMBERS = ("bigint", "integer", "double", "decimal", "numeric")
OVERLAP = (
    "De samme personer eller dage kan høre til flere, så der lægges kun sammen, hvad tabellens egen total siger",
    "The same persons or days can belong to several, so only the table's own totals are added",
)
APART = (
    "Kan ikke lægges sammen på tværs af disse nøgler: vælg én værdi af hver, ellers er tallet tomt",
    "Cannot be added across these keys: choose one value of each, otherwise the figure is empty",
)
NEVER = (
    "Gennemsnit, indeks eller andel uden tæller og nævner: gælder sin række og er tom for flere",
    "A mean, an index or a share without its parts: holds for its row and is empty for several",
)


@dataclass(frozen=True)
class Measure:
    """`from_total`: keys of which only the total row counts. `apart`: keys of which a figure may hold one value."""

    name: str
    column: dict[str, Any]
    can_be_hidden: bool
    from_total: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    @property
    def additivity(self) -> dict[str, Any]:
        """For meta: what cannot be done, and why, in Danish and English."""
        if not self.from_total and not self.apart:
            return {"additive": "full"}
        why = [text for keys, text in ((self.from_total, OVERLAP), (self.apart, APART)) if keys]
        return {
            "additive": "semi",
            "only_totals_of": self.from_total,
            "one_value_of": self.apart,
            "reason_da": "; ".join(da for da, _ in why),
            "reason_en": "; ".join(en for _, en in why),
        }


@dataclass(frozen=True)
class Table:
    """One published table with its measures sorted. `totals`: keys that have the word for a total."""

    name: str
    time: str
    keys: list[str]
    totals: list[str]
    added: list[Measure]
    ratios: dict[str, tuple[str, str]]
    single: list[str]
    columns: dict[str, dict[str, Any]]


def table_of(name: str, mart: dict[str, Any], keys: list[str], rules: dict[str, Any]) -> Table | None:
    """The table as its mart's YAML and its disclosure rules describe it; None for one that says it has no metrics."""
    said = mart.get("config", {}).get("meta", {}).get("semantic", {})
    if "time" not in said:
        return None
    columns = {column["name"]: column for column in mart["columns"]}
    added = [
        Measure(
            measure,
            columns[measure],
            rules[measure]["kind"] != "free",
            said.get("from_total", {}).get(measure, []),
            said.get("apart", {}).get(measure, []),
        )
        for measure in said["add"]
    ]
    ratios = {
        measure: (rule["numerator"], rule["denominator"])
        for measure, rule in rules.items()
        if rule["kind"] == "share"
        and {rule["numerator"], rule["denominator"]} <= set(said["add"])
        and measure in columns
    } | {measure: (parts[0], parts[1]) for measure, parts in said.get("ratios", {}).items()}
    single = [
        measure
        for measure in columns
        if measure not in (*keys, *said["add"], *ratios) and columns[measure]["data_type"].startswith(_NUMBERS)
    ]
    totals = [key for key in keys if _NAMES_A_TOTAL.search(columns[key]["description"])]
    return Table(name, said["time"], keys, totals, added, ratios, single, columns)
