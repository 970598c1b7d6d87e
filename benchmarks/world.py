"""The landing folder of a scale and seed: written once, then used again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

AS_OF = date(2024, 12, 31)


@dataclass(frozen=True)
class World:
    """Where one benchmark works."""

    work: Path
    scale: str
    seed: int
    fmt: str

    @property
    def folder(self) -> Path:
        return self.work / f"{self.scale}-{self.seed}-{self.fmt}"

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    def ensure(self) -> None:
        """Generates the landing folder unless it is there; a half-written one never gets the name."""
        if self.landing.exists():
            return
        from dagster_project.example.generate import generate

        beside = self.landing.with_suffix(".tmp")
        shutil.rmtree(beside, ignore_errors=True)
        generate(beside, self.scale, self.seed, self.fmt, AS_OF, print)
        beside.rename(self.landing)

    def size(self) -> int:
        """Bytes of the landing folder."""
        return sum(path.stat().st_size for path in self.landing.rglob("*") if path.is_file())
