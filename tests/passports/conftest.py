"""A release of three figures: loads in the ledger, a build, and the file that readers open. No pipeline is run."""

from datetime import date

import duckdb
import pytest

from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import CheckResult, LoadStatus, Status
from dagster_project.passports.release import Release, release_of
from dagster_project.revisions import REVISION_SHAPES
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import published_nodes
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.state import Build, State, store_build

FIGURES = ("absence", "helaarsboern", "special_education_cost")
LOADS = {
    "visitation": ["all"],
    "fravaer": ["2022", "2023", "2024"],
    "kotre": ["2024"],
    "institution": ["all"],
    "oekonomi": ["2023"],
    "buu": ["2023"],
}


def enter(ledger: Ledger, source: str, period: str, status: LoadStatus = LoadStatus.ACCEPTED) -> str:
    """One load, with one check that passed and one that warned."""
    sequence = ledger.next_sequence()
    row = LoadRow(
        load_id=f"{source}-{period}-{sequence:06d}", sequence=sequence, source=source, period=period, version=1,
        file_name=f"{source}{period}.csv", format="csv", sha256=f"{sequence:064x}", size=1, modified_ns=1,
        status=status, as_of="2024-12-31", who="tester", code_version="code", started="2025-01-01T01:00:00",
        ended="2025-01-01T01:00:01", rows_read=10, rows_loaded=10,
    )  # fmt: skip
    checks = [
        CheckResult(row.load_id, name, "da", "en", "warning", "validity", 10, failed, "", answer)
        for name, failed, answer in (("good", 0, Status.PASS), ("odd", 1, Status.WARN))
    ]
    ledger.settle(row, checks=checks)
    return row.load_id


@pytest.fixture
def settings(tmp_path) -> Settings:
    found = Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))
    found.landing.mkdir()
    found.prepare()
    ledger = Ledger(found.ledger)
    in_force = {source: [enter(ledger, source, period) for period in periods] for source, periods in LOADS.items()}
    enter(ledger, "visitation", "all", LoadStatus.SUPERSEDED)
    found.warehouse.touch()
    found.release.touch()
    others = [str(table) for table in published_nodes(manifest()).values() if table.name not in FIGURES]
    build = Build(State("code", "2024-12-31", "seeds", "key", in_force), {table: ["bef"] for table in others})
    store_build(found, build)
    with duckdb.connect(str(found.database)) as connection:
        connection.execute("create schema governance; create schema published")
        connection.execute(
            "create table governance.release as select 'release 1' as release, ? as build, "
            "date '2024-12-31' as as_of, timestamp '2025-01-01 02:00:00' as published_at",
            [build.state.id],
        )
        for table, shape in REVISION_SHAPES.items():
            connection.execute(f"create table governance.{table} ({shape})")
        connection.execute("""
            insert into governance.release_history by name
            select 2 as number, 'release 1' as release, timestamp '2025-01-01 02:00:00' as published_at
        """)
        connection.execute("""
            insert into governance.release_change by name
            select 'release 1' as release_new, 'helaarsboern' as table_name, 7 as cells_changed, 0 as cells_added,
                0 as cells_removed, ['visitation-all-000001'] as caused_by
        """)
        connection.execute("""
            insert into governance.figure_revision by name
            select 'release 1' as release_new, 'helaarsboern' as table_name,
                'municipality_code=101, year=2023, district=all, offer_type=all' as row_key, *
            from (values ('children', false, '11', '12'), ('days', true, null, null))
                as moved (measure, is_suppressed, old_value, new_value)
        """)
        connection.execute("""
            insert into governance.revision by name
            select 'visitation' as source, 'all' as period, 'earlier load' as old_load, 'later load' as new_load,
                3 as rows_added, 2 as rows_removed, 1 as rows_changed, ['tilbud'] as columns_changed
        """)
        connection.execute("""
            create table published.helaarsboern as
            select '101' as municipality_code, 2023 as year, 'all' as district, 'all' as offer_type, 12 as children,
                cast(null as integer) as days, 3.5 as helaarsboern, cast(null as boolean) as is_provisional,
                true as is_suppressed, ['days'] as suppressed_measures
        """)
        connection.execute("""
            create table published.absence as
            select '101' as municipality_code, '2022/2023' as school_year, 'all' as instnr, 'all' as stage,
                100 as pupils, 0.07 as mean_absence, 0.04 as sick, 0.01 as permitted, 0.02 as unpermitted,
                20 as high_absence_pupils, 0.2 as high_absence_share, false as is_suppressed,
                cast(null as varchar[]) as suppressed_measures
        """)
    return found


@pytest.fixture
def release(settings) -> Release:
    found = release_of(settings)
    assert found is not None
    return found
