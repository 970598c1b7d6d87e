"""Lists a landing folder in the order in which its files shall be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dagster_project.contracts.model import Contract
from dagster_project.landing.names import FileName, parse_name
from dagster_project.landing.seeds import SEED_FOLDER


@dataclass(frozen=True)
class Arrival:
    """One entry of the landing folder; `name` is None when it fits no source or period."""

    path: Path
    folder: str
    name: FileName | None
    size: int
    modified_ns: int

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Highest version is newest, otherwise order of arrival; the name settles what the clock cannot."""
        assert self.name is not None
        return (self.name.period, self.name.version, self.modified_ns, self.path.name)


def _arrival(path: Path, folder: str, contracts: Mapping[str, Contract]) -> Arrival:
    stat = path.stat()
    name = parse_name(path.name, contracts)
    if name is not None and name.source != folder.lower():
        name = None
    return Arrival(path, folder, name, stat.st_size, stat.st_mtime_ns)


def discover(landing: Path, contracts: Mapping[str, Contract]) -> list[Arrival]:
    """Every entry of every folder but seed/, recognised or not; recognised ones in load order within a source."""
    arrivals = [
        _arrival(path, folder.name, contracts)
        for folder in sorted(landing.iterdir())
        if folder.is_dir() and folder.name.lower() != SEED_FOLDER
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
    ]
    # A file beside the folders belongs to no source; it is recorded like any other that cannot be placed.
    arrivals += [
        Arrival(path, "", None, path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(landing.iterdir())
        if path.is_file() and not path.name.startswith(".") and path.suffix.lstrip(".").lower() in _DATA
    ]
    known = [a for a in arrivals if a.name is not None]
    unknown = [a for a in arrivals if a.name is None]
    return sorted(known, key=lambda a: (a.name.source if a.name else "", a.order)) + unknown


_DATA = frozenset({"csv", "parquet", "xlsx", "sas7bdat"})
