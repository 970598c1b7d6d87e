"""What the reader is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dagster_project.contracts.code_lists import CodeList
from dagster_project.contracts.model import Contract
from dagster_project.reader.quarantine import FaultCount


@dataclass(frozen=True)
class Request:
    """One file to read. `scratch` must be a restricted folder: copies of the rows live there for a moment."""

    path: Path
    format: str
    contract: Contract
    period: str
    load_id: str
    as_of: date
    code_lists: Mapping[str, CodeList]
    rows_to: Path
    quarantine_to: Path
    scratch: Path


@dataclass(frozen=True)
class ReadResult:
    """`rows_read = rows_loaded + rows_quarantined`, always."""

    encoding: str
    dialect: dict[str, str]
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_after_cut: int  # of those quarantined; they come in when the cut has moved past them
    faults: list[FaultCount] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
