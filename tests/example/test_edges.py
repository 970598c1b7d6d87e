"""The edge cases: documented as they are, present in the demo, and too few to hold a load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dagster_project.contracts import load_contracts
from dagster_project.example.delivery import Delivery
from dagster_project.example.edges import CASES, set_up
from dagster_project.example.edges.document import demo_document
from dagster_project.example.post import Post
from dagster_project.example.scales import SCALES
from dagster_project.example.sources import SOURCES
from dagster_project.example.world import build_world

from .conftest import AS_OF, Query

_DOCUMENT = Path(__file__).parents[2] / "docs" / "edge_cases.md"


def test_the_document_is_the_one_that_the_cases_give() -> None:
    assert _DOCUMENT.read_text(encoding="utf-8") == demo_document()


def test_every_case_is_about_a_file_of_the_demo_and_loses_no_row(tmp_path: Path) -> None:
    stage = set_up(build_world(SCALES["demo"], 1, AS_OF))
    post = Post(tmp_path, "csv", stage)
    names = set()
    for source in sorted(set(SOURCES) - {"bef", "kotre", "fravaer"}):
        for delivery in SOURCES[source](post.stage.world):
            batches = list(delivery.batches)
            rows = sum(len(batch[next(iter(batch))]) for batch in batches)
            edges = post._edge_rows(delivery)
            assert len(edges.faults) <= (rows + len(edges.good)) * 0.03, delivery.name
            post.deliver(Delivery(delivery.source, delivery.period, iter(batches)))
            names.add(delivery.name)
    assert set(CASES) == set(stage.files)
    known = (
        names | {f"bef{y}{m:02d}" for y, m in stage.timeline.snapshots()} | {f"kotre{y}" for y in stage.timeline.years}
    )
    about = {name for files in stage.files.values() for name in files if "_v2" not in name}
    assert about - known <= {"fravaer2023", "fravaer2024", "bef_kladde", "every CSV file"}


def test_edge_rows_name_only_columns_of_the_contract() -> None:
    stage = set_up(build_world(SCALES["tiny"], 1, AS_OF))
    for (source, _, _), edges in stage.rows.items():
        names = set(load_contracts()[source].names)
        assert all(set(edge.row) <= names for edge in edges)


def test_ids_are_carried_by_the_data(query: Query) -> None:
    carried = {
        *query("select distinct adresse_id from bef"),
        *query("select distinct forloebsnr from buaf"),
        *query("select distinct bilag from oekonomi"),
        *query("select distinct resp_id from trivsel"),
        *query("select distinct 'edge-' || regexp_extract(navn, 'edge-([0-9]+)', 1) from institution"),
    }
    assert {"edge-12", "edge-30", "edge-75", "edge-115", "edge-105", "edge-45"} <= {name for (name,) in carried}


def test_a_corrected_file_has_the_same_keys_and_another_end(parquet: Path) -> None:
    import pyarrow.parquet as pq

    first, second = (pq.read_table(parquet / "buaf" / f"buaf2022{version}.parquet") for version in ("", "_v2"))
    assert first.num_rows == second.num_rows
    ends = [
        {row["slutdato"] for row in table.to_pylist() if row["forloebsnr"] == "edge-80"} for table in (first, second)
    ]
    assert ends == [{date(2022, 10, 31)}, {date(2022, 11, 30)}]


def test_nothing_is_known_after_an_as_of_date_within_the_year() -> None:
    as_of = date(2024, 5, 15)
    world = build_world(SCALES["tiny"], 3, as_of)
    assert max(world.timeline.snapshots()) == (2024, 3)
    assert set_up(world).year == 2023
    for source, column in (("kotre", "elev3_vfra"), ("buaf", "startdato"), ("bufo", "sag_vfra"), ("fravaer", "maaned"),
                           ("buu", "und_dato"), ("uaf_adm", "d_inddto"), ("ftbarn", "foed_dag"),
                           ("boernfb", "indskrevet_fra")):  # fmt: skip
        for delivery in SOURCES[source](world):
            assert all(max(batch[column].to_pylist()) <= as_of for batch in delivery.batches)
