"""Fits the columns of a file to the contract: any case, known aliases, nothing required missing, nothing twice."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dagster_project.contracts.model import Contract
from dagster_project.reader.refuse import Refused


@dataclass(frozen=True)
class Header:
    """`delivered` in file order; `matched` maps contract column → delivered column; the rest is for the record."""

    delivered: tuple[str, ...]
    matched: dict[str, str]
    extra: tuple[str, ...]
    absent: tuple[str, ...]


def csv_header(path: Path, encoding: str) -> list[str]:
    """The names in the first row. Raises Refused where the row has one name only: another delimiter, or no header."""
    with path.open(encoding=encoding, newline="") as file:
        names = next(csv.reader(file, delimiter=";"), [])
    if len(names) < 2:
        raise Refused(
            "delimiter", "the header is not separated by semicolons", "overskriften er ikke delt med semikolon"
        )
    return names


def fit(delivered: Sequence[str], contract: Contract) -> Header:
    """Matches delivered names to contract columns. Raises Refused for doubles and for missing required columns."""
    folded = [name.strip().lower() for name in delivered]
    doubles = sorted({name for name in folded if folded.count(name) > 1 and name})
    known = {alias.lower(): column.name for column in contract.columns for alias in (column.name, *column.aliases)}
    matched: dict[str, str] = {}
    for name, original in zip(folded, delivered, strict=True):
        if name in known and known[name] in matched:
            doubles.append(name)
        elif name in known:
            matched[known[name]] = original
    if doubles:
        listed = ", ".join(dict.fromkeys(doubles))
        raise Refused("duplicate_header", f"columns appear twice: {listed}", f"kolonner står to gange: {listed}")
    absent = tuple(name for name in contract.names if name not in matched)
    missing = [name for name in absent if contract.column(name).required]
    if missing:
        listed = ", ".join(missing)
        raise Refused(
            "missing_column", f"required columns are missing: {listed}", f"krævede kolonner mangler: {listed}"
        )
    extra = tuple(original for name, original in zip(folded, delivered, strict=True) if name not in known)
    return Header(tuple(delivered), matched, extra, absent)
