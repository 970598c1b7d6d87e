"""One file to be delivered: its source, period and version, and where its batches come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dagster_project.example.columns import Batch


@dataclass(frozen=True)
class Delivery:
    """`period` as the file name writes it, empty for a source without periods; `version` from 2 for a redelivery."""

    source: str
    period: str
    batches: Iterator[Batch] = field(repr=False)
    version: int = 1

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return f"{self.source}{self.period}" + (f"_v{self.version}" if self.version > 1 else "")
