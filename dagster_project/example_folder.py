"""Where the example world lies when nobody named a landing folder; written once, then used again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dagster_project.outcomes import Progress
from dagster_project.settings import PROJECT_ROOT
from dagster_project.warehouse.code_version import digest

AS_OF = date(2024, 12, 31)  # the day on which the example's extracts were made


@dataclass(frozen=True)
class Example:
    """One example world and the output folder that goes with it; every other world than the shipped one has its own."""

    scale: str = "demo"
    seed: int = 1

    @property
    def root(self) -> Path:
        shipped = PROJECT_ROOT / ".plads"
        return shipped if self == Example() else shipped / f"{self.scale}-{self.seed}"

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def ensure(self, progress: Progress) -> None:
        """Writes the landing folder unless this generator has; a half-written one never gets the name."""
        made, code = self.root / "landing.code", digest([PROJECT_ROOT / "dagster_project" / "example"])
        if self.landing.exists() and made.exists() and made.read_text(encoding="utf-8") == code:
            return
        from dagster_project.example.generate import generate

        beside = self.landing.with_suffix(".tmp")
        for folder in (beside, self.landing):
            shutil.rmtree(folder, ignore_errors=True)
        progress(f"example world {self.scale}, seed {self.seed}")
        generate(beside, self.scale, self.seed, "csv", AS_OF, progress)
        beside.rename(self.landing)
        made.write_text(code, encoding="utf-8")
