"""Which files of a landing folder count, and the dialect of each, as its first bytes show it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.floor.columns import DATES, NUMBERS

# Second deliveries that the example world spoils on purpose; telling that is the warehouse's work and not the floor's.
SPOILED_VERSIONS = frozenset({("bufo", 2), ("trivsel", 2), ("fravaer", 2)})
_NAME = re.compile(r"(?P<source>[a-z_]+?)(?P<period>\d{6}|\d{4})?(?:_v(?P<version>\d+))?\.(?P<form>csv|parquet|xlsx)")
_DAY_FIRST = re.compile(r"\d\d-\d\d-\d{4}")
_HEAD, _LINES = 1 << 20, 200


@dataclass(frozen=True)
class File:
    """One file that counts."""

    path: Path
    source: str
    period: str | None  # none: the source has no periods
    version: int
    form: str


@dataclass(frozen=True)
class Dialect:
    """What DuckDB has to be told about a CSV file; files that share it are read in one scan."""

    header: tuple[str, ...]
    encoding: str
    decimal: str
    date_format: str

    @staticmethod
    def of(path: Path) -> Dialect:
        """From the first lines; the encoding from more of them, because the first Danish letter may come late."""
        with path.open("rb") as file:
            head = file.read(_HEAD)
        try:
            text, encoding = head.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError as error:
            is_cut_letter = error.start > len(head) - 4 and len(head) == _HEAD
            encoding = "utf-8" if is_cut_letter else "latin-1"
            text = head.decode(encoding, errors="ignore")
        header, *rows = islice(csv.reader(io.StringIO(text), delimiter=";"), _LINES)
        names = tuple(name.lower() for name in header)
        numbers, dates = (
            [value for row in rows for name, value in zip(names, row, strict=False) if name in wanted]
            for wanted in (NUMBERS, DATES)
        )
        return Dialect(
            names,
            encoding,
            "," if any("," in value for value in numbers) else ".",
            "%d-%m-%Y" if any(map(_DAY_FIRST.fullmatch, dates)) else "%Y-%m-%d",
        )


def files_that_count(landing: Path) -> dict[str, list[File]]:
    """Newest version of every period, by source; names that fit no source or period are left alone."""
    newest: dict[tuple[str, str | None], File] = {}
    for path in sorted(landing.glob("*/*.*")):
        match = _NAME.fullmatch(path.name.lower())
        if not match or match["source"] != path.parent.name.lower():
            continue
        file = File(path, match["source"], match["period"], int(match["version"] or 1), match["form"])
        key = (file.source, file.period)
        if (file.source, file.version) in SPOILED_VERSIONS or (key in newest and newest[key].version > file.version):
            continue
        newest[key] = file
    sources: dict[str, list[File]] = {}
    for file in newest.values():
        sources.setdefault(file.source, []).append(file)
    return sources
