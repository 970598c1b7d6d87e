"""An output folder in every state that a period can be in, as the ledger knows it; no run is needed for a page."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.sign_offs import Entry, insert_entry
from dagster_project.ledger.store import QuarantineRow
from dagster_project.outcomes import CheckResult, LoadStatus, Status
from dagster_project.report import Stage, write_report
from dagster_project.settings import Settings
from tests.report.html_page import Node, read_page

AS_OF = date(2024, 12, 31)


@dataclass(frozen=True)
class Site:
    """A written site: where it is, and its pages by their paths."""

    root: Path
    pages: dict[str, Node]


def settings_in(folder: Path) -> Settings:
    found = Settings(folder / "landing", folder / "out", AS_OF)
    found.landing.mkdir()
    found.prepare()
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def load_row(sequence: int, source: str, period: str, status: LoadStatus, **changes: object) -> LoadRow:
    row = LoadRow(
        f"{source}-{period}-{sequence:06d}", sequence, source, period, 1, f"{source}{period}.csv", "csv", "ab" * 32,
        1234, 1, status, AS_OF.isoformat(), "tester", "0.1.0+abcdef", "2024-12-31T01:00:00.000+00:00", "utf-8",
        {"date_form": "yyyy-mm-dd", "decimal_mark": ","}, 100, 98, 2, ended="2024-12-31T01:00:09.000+00:00",
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def check(row: LoadRow, name: str, status: Status, severity: str = "warning", failed: int = 0) -> CheckResult:
    dimension = "validity" if severity == "critical" else "plausibility"
    da, en = f"reglen {name}", f"the rule {name}"
    return CheckResult(row.load_id, name, da, en, severity, dimension, 100, failed, "1.0000%", status)


def settle(ledger: Ledger, row: LoadRow, *checks: CheckResult) -> LoadRow:
    fault = QuarantineRow(row.load_id, "pgf", "required", "krævet værdi mangler", "required value is missing", 2, 17)
    ledger.settle(row, [fault] if row.rows_read else [], checks)
    return row


def fill(settings: Settings) -> None:
    """bufo: a year in each state. buaf: nothing ever came. buu: one that a person let through, one that waits."""
    ledger = Ledger(settings.ledger)
    accepted, held = LoadStatus.ACCEPTED, LoadStatus.QUARANTINED
    reason = {"reason_da": "for få rækker", "reason_en": "too few rows"}
    empty = {"rows_read": 0, "rows_loaded": 0, "rows_quarantined": 0, **reason}
    settle(
        ledger, load_row(1, "bufo", "2015", accepted), check(load_row(1, "bufo", "2015", accepted), "a", Status.PASS)
    )
    second = load_row(2, "bufo", "2016", accepted)
    settle(ledger, second, check(second, "b", Status.WARN, failed=1), check(second, "a", Status.PASS))
    settle(ledger, load_row(3, "bufo", "2017", LoadStatus.REJECTED, **empty))
    settle(ledger, load_row(4, "bufo", "2018", LoadStatus.ERROR, **empty))
    fifth = load_row(5, "bufo", "2019", held, **reason)
    settle(ledger, fifth, check(fifth, "c", Status.FAIL, "critical", 40))
    before = settle(ledger, load_row(6, "bufo", "2021", accepted))
    settle(
        ledger,
        load_row(7, "bufo", "2021", accepted, version=2, rows_read=90, rows_loaded=88, supersedes=before.load_id),
    )
    settle(ledger, load_row(8, "bufo", "2022", accepted))
    settle(ledger, load_row(9, "bufo", "2022", held, version=2, **reason))
    (settings.landing / "bufo").mkdir(exist_ok=True)
    (settings.landing / "bufo" / "bufo udkast.csv").write_text("")
    stray = load_row(10, "bufo", "", LoadStatus.IGNORED, file_name="bufo udkast.csv", **empty)
    settle(ledger, replace(stray, load_id="bufo-x-000010", encoding="", dialect={}, sha256=""))
    settle(
        ledger,
        load_row(
            11, "institution", "all", accepted, file_name="institution.csv", warnings=["extra columns ignored: NOTE"]
        ),
    )
    signed, waits = load_row(12, "buu", "2022", accepted), load_row(13, "buu", "2023", held, **reason)
    settle(ledger, signed, check(signed, "c", Status.FAIL, "critical", 40))
    settle(ledger, waits, check(waits, "signed_off", Status.NOT_RUN, "critical"), check(waits, "b", Status.WARN))
    with ledger.transaction() as db:
        insert_entry(
            db, Entry(1, "load", fifth.load_id, "tester", fifth.started, "accept", "ok", json.dumps({}), "", "00")
        )


@pytest.fixture
def every_state(settings: Settings) -> Settings:
    fill(settings)
    return settings


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Every page, written once after a run in which a step failed; for tests that only read."""
    settings = settings_in(tmp_path_factory.mktemp("site"))
    fill(settings)
    write_report(settings, [Stage("dbt", 12.34, True), Stage("publication", 0.5, False)])
    root = settings.governance
    return Site(root, {path.relative_to(root).as_posix(): read_page(path) for path in sorted(root.rglob("*.html"))})
