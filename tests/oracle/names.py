"""What a file's name says: source, period and version, or that it fits none."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.oracle.contract import sources

PERIODS = {
    "none": r"",
    "year": r"(?:19|20)\d\d",
    "school_year": r"(?:19|20)\d\d",
    "quarter": r"(?:19|20)\d\d(?:03|06|09|12)",
    "half_year": r"(?:19|20)\d\d(?:06|12)",
}


@dataclass(frozen=True, order=True)
class Arrival:
    """One file of the landing folder that belongs to a source and a period."""

    source: str
    period: str
    version: int
    arrived: float
    path: Path


def parse(path: Path, source: str) -> Arrival | None:
    """The arrival that a path stands for, None when its name fits no source or period."""
    pattern = rf"{source}({PERIODS[sources()[source].period]})(?:_v(\d+))?\.(?:csv|parquet|xlsx)"
    found = re.fullmatch(pattern, path.name, re.IGNORECASE)
    if not found:
        return None
    return Arrival(source, found[1] or "all", int(found[2] or 1), path.stat().st_mtime, path)


def arrivals(landing: Path) -> tuple[list[Arrival], list[Path]]:
    """All arrivals, oldest version first within each period, and the paths that fit nothing."""
    found, strangers = [], []
    for folder in sorted(path for path in landing.iterdir() if path.is_dir()):
        if folder.name.lower() not in sources():
            continue
        for path in sorted(folder.iterdir()):
            arrival = parse(path, folder.name.lower())
            if arrival:
                found.append(arrival)
            else:
                strangers.append(path)
    return sorted(found), strangers
