"""A landing folder of one small source and a run over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.outcomes import SourceOutcome
from dagster_project.registers.load import load_source
from dagster_project.settings import Settings

HEADER = "pnr;kom;pgf;sag_vfra;sag_vtil"


def bufo(rows: int = 40, *, start: str = "2020-01-01", broken: int = 0) -> str:
    """Text of a BUFO file; the first `broken` rows have no known municipality."""
    lines = [f"{6101150000 + n};{'999' if n < broken else '151'};210;{start};" for n in range(rows)]
    return "\n".join([HEADER, *lines]) + "\n"


@pytest.fixture
def run_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "test" * 16)
    (tmp_path / "landing" / "bufo").mkdir(parents=True)
    return Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))


@pytest.fixture
def deliver(run_settings: Settings) -> Callable[[str, str], None]:
    def write(name: str, text: str) -> None:
        (run_settings.landing / "bufo" / name).write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def load(run_settings: Settings) -> Callable[..., SourceOutcome]:
    def run(settings: Settings = run_settings, period: str | None = None) -> SourceOutcome:
        return load_source(settings, load_contracts()["bufo"], period=period, progress=lambda _: None)

    return run
