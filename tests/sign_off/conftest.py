"""An output folder of its own for every test, and a log with a few entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dagster_project.ledger import Ledger
from dagster_project.ledger.sign_offs import Entry, read_entries
from dagster_project.settings import Settings
from dagster_project.sign_off import append
from tests.sign_off.place import Place


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing").mkdir()
    return Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))


@pytest.fixture
def write(settings: Settings) -> Callable[..., Entry]:
    """Appends an entry; what is not said is filled in."""

    def entry(**said: str) -> Entry:
        usual = {
            "subject_kind": "register", "subject_id": "bef", "decision": "retention", "comment": "", "who": "Anna",
        }  # fmt: skip
        return append(settings, **(usual | said))

    return entry


@pytest.fixture
def entries(settings: Settings) -> Callable[[], list[Entry]]:
    def read() -> list[Entry]:
        with Ledger(settings.ledger).transaction() as db:
            return read_entries(db)

    return read


@pytest.fixture
def tamper(settings: Settings) -> Callable[..., None]:
    """Does what the triggers forbid, as somebody with the file in their hands can."""

    def change(*statements: str) -> None:
        with sqlite3.connect(settings.ledger) as db:
            for name in ("sign_off_in_order", "sign_off_no_update", "sign_off_no_delete"):
                db.execute(f"drop trigger if exists {name}")
            for statement in statements:
                db.execute(statement)

    return change


@pytest.fixture
def place(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Place:
    found = Place(settings)
    monkeypatch.setattr("dagster_project.registers.settle.validate", found.validate)
    return found
