"""A landing folder of one small keyed source, and a pretended build of it with one published table of known figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dagster_project.contracts import load_contracts
from dagster_project.landing.names import parse_name
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.ledger.store import now
from dagster_project.outcomes import LoadStatus
from dagster_project.publish import governance, publish, run
from dagster_project.publish.catalogue import Catalogue
from dagster_project.publish.database import ATTACHED_AS
from dagster_project.registers.load import load_source
from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import Relation
from dagster_project.warehouse.state import Build, state_of, store_build

HEADER = "pnr;kom;pgf;sag_vfra;sag_vtil"
TABLES = [Relation("marts", "preventive_measure"), Relation("published", "preventive_measure")]
COLUMNS = "municipality_code, year, measure_group, children, started, is_suppressed, suppressed_measures"
Cell = tuple[str, int, str, int | None, int | None, list[str] | None]


def spell(person: int, start: str = "2020-01-01", end: str = "", municipality: str = "151") -> str:
    """One line of a BUFO file; the key is person, municipality and start."""
    return f"{6101150000 + person};{municipality};210;{start};{end}"


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    (tmp_path / "landing" / "bufo").mkdir(parents=True)
    monkeypatch.setattr(run, "published_nodes", lambda _manifest, **_other: {str(table): table for table in TABLES})
    monkeypatch.setattr(governance, "catalogue_rows", lambda *_others: Catalogue((), []))  # the dearest part
    found = Settings(tmp_path / "landing", tmp_path / "out", date(2024, 12, 31))
    found.prepare()
    return found


@pytest.fixture
def deliver(settings) -> Callable[[str, Sequence[str]], None]:
    """A load of a period in force, as reading, validating and accepting its file would have left it."""

    def settle(name: str, lines: Sequence[str]) -> None:
        ledger, about = Ledger(settings.ledger), parse_name(name, load_contracts())
        sequence, before = ledger.next_sequence(), [r for r in ledger.in_force("bufo") if r.period == about.period]
        load_id = f"bufo-{about.period}-{sequence:06d}"
        path = settings.registers / "bufo" / f"{load_id}.parquet"
        path.parent.mkdir(exist_ok=True)
        values = [
            [value or None for value in column] for column in zip(*(line.split(";") for line in lines), strict=True)
        ]
        columns = {name: pa.array(column, pa.string()) for name, column in zip(HEADER.split(";"), values, strict=True)}
        pq.write_table(pa.table(columns), path)
        row = LoadRow(
            load_id, sequence, "bufo", about.period, about.version, name, "csv", load_id, 1, 1, LoadStatus.ERROR,
            settings.as_of.isoformat(), "tester", "1", now(), rows_loaded=len(lines),
        )  # fmt: skip
        ledger.settle(row.with_outcome(LoadStatus.ACCEPTED, supersedes=before[0].load_id if before else None))

    return settle


@pytest.fixture
def load_file(settings) -> Callable[[str, Sequence[str]], None]:
    """Puts a file into the landing folder and loads what is new, with everything that goes with it."""

    def write(name: str, lines: Sequence[str]) -> None:
        text = "\n".join([HEADER, *lines]) + "\n"
        (settings.landing / "bufo" / name).write_text(text, encoding="utf-8")
        load_source(settings, load_contracts()["bufo"], progress=lambda _: None)

    return write


def _row(cell: Cell) -> str:
    *shown, hidden = (f"'{value}'" if isinstance(value, str) else value for value in cell)
    values = ", ".join("null" if value is None else str(value) for value in shown)
    return f"({values}, {'true' if hidden else 'false'}, {hidden or 'cast(null as varchar[])'})"


@pytest.fixture
def publish_figures(settings) -> Callable[[Sequence[Cell]], str]:
    """Publishes a table that holds these rows; says what was said."""

    def build(cells: Sequence[Cell]) -> str:
        said: list[str] = []
        for path in (settings.warehouse, settings.release):
            path.unlink(missing_ok=True)
        duckdb.connect(str(settings.warehouse)).close()
        with duckdb.connect() as con:
            con.execute(f"attach '{settings.release}' as {ATTACHED_AS}")
            for table in TABLES:
                con.execute(f"create schema {ATTACHED_AS}.{table.schema}")
                rows = ", ".join(map(_row, cells))
                con.execute(f"create table {ATTACHED_AS}.{table} as from (values {rows}) as t({COLUMNS})")
        store_build(settings, Build(state_of(settings)))
        publish(settings, progress=said.append)
        return "\n".join(said)

    return build


@pytest.fixture
def query(settings) -> Callable[[str], list[tuple]]:
    def ask(sql: str) -> list[tuple]:
        with duckdb.connect(str(settings.database), read_only=True) as con:
            return con.execute(sql).fetchall()

    return ask
