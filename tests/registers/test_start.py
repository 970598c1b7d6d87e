"""What dbt starts from: rows in force, pseudonyms that a second computation confirms, delivered seeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.contracts import load_contracts
from dagster_project.contracts.domains import pseudonym_domains
from dagster_project.outcomes import SourceOutcome
from dagster_project.registers.key import KeyProblem, pseudonym_key
from dagster_project.registers.pseudonyms import extend_maps, pseudonym
from dagster_project.registers.seed_overrides import SeedProblem, load_seed_overrides
from dagster_project.registers.start import loads_in_force, prepare_warehouse
from dagster_project.settings import PROJECT_ROOT, SEEDS, Settings
from tests.registers.conftest import bufo

Load = Callable[..., SourceOutcome]
Deliver = Callable[[str, str], None]


def _query(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.warehouse), read_only=True) as con:
        return con.execute(sql).fetchall()


def _quiet(_: str) -> None:
    return None


def test_views_show_the_loads_in_force_and_no_more(deliver: Deliver, load: Load, run_settings: Settings) -> None:
    deliver("bufo2022.csv", bufo(40))
    deliver("bufo2023.csv", bufo(30))
    deliver("bufo2023_v2.csv", bufo(31))
    load()
    prepare_warehouse(run_settings, progress=_quiet)
    assert _query(run_settings, "select _period, count(*) from registers.bufo group by 1 order by 1") == [
        ("2022", 40),
        ("2023", 31),
    ]
    assert len(loads_in_force(run_settings)["bufo"]) == 2 and loads_in_force(run_settings)["bef"] == []
    assert _query(run_settings, "select as_of::varchar from run.parameter") == [("2024-12-31",)]


def test_pseudonyms_are_the_keyed_hash_and_keep_when_more_people_come(
    deliver: Deliver, load: Load, run_settings: Settings
) -> None:
    deliver("bufo2022.csv", bufo(10))
    load()
    prepare_warehouse(run_settings, progress=_quiet)
    first = dict(_query(run_settings, "select pnr, person_key from registers.person"))
    deliver("bufo2023.csv", bufo(12))
    load()
    prepare_warehouse(run_settings, progress=_quiet)
    second = dict(_query(run_settings, "select pnr, person_key from registers.person"))
    assert len(first) == 10 and len(second) == 12 and first.items() <= second.items()
    assert second == {pnr: pseudonym(b"test" * 16, "person", str(pnr)) for pnr in second}


def test_another_key_gives_other_pseudonyms_for_everyone(
    deliver: Deliver, load: Load, run_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver("bufo2022.csv", bufo(10))
    load()
    prepare_warehouse(run_settings, progress=_quiet)
    before = {key for (key,) in _query(run_settings, "select person_key from registers.person")}
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "else" * 16)
    prepare_warehouse(run_settings, progress=_quiet)
    after = {key for (key,) in _query(run_settings, "select person_key from registers.person")}
    assert len(after) == 10 and not before & after


def test_no_two_domains_share_a_pseudonym() -> None:
    domains = pseudonym_domains(load_contracts())
    assert {"person", "respondent", "staff_respondent"} <= set(domains)
    assert len({pseudonym(b"k" * 32, domain, "1") for domain in domains}) == len(domains)


def test_one_number_in_two_domains_has_two_pseudonyms_in_two_maps(tmp_path: Path) -> None:
    files: dict[str, dict[str, Path]] = {"trivsel": {}, "survey": {}}
    with duckdb.connect() as con:
        for source, loads in files.items():
            loads[source] = tmp_path / f"{source}.parquet"
            con.execute(f"copy (select '7' as resp_id) to '{loads[source]}'")
        extend_maps(con, b"test" * 16, files, load_contracts())
        (pupil,) = con.execute("select resp_id, respondent_key from registers.respondent").fetchall()
        (staff,) = con.execute("select resp_id, staff_respondent_key from registers.staff_respondent").fetchall()
        assert con.execute("select count(*) from registers.person").fetchall() == [(0,)]
    assert pupil == ("7", pseudonym(b"test" * 16, "respondent", "7"))
    assert staff == ("7", pseudonym(b"test" * 16, "staff_respondent", "7"))


def test_a_key_file_is_made_once_and_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLADS_PSEUDONYM_KEY", raising=False)
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY_FILE", str(tmp_path / "deep" / "key"))
    key = pseudonym_key()
    assert key == pseudonym_key() and len(key) == 64
    assert (tmp_path / "deep" / "key").stat().st_mode & 0o077 == 0


def test_a_weak_key_and_a_key_inside_the_project_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY", "short")
    with pytest.raises(KeyProblem):
        pseudonym_key()
    monkeypatch.delenv("PLADS_PSEUDONYM_KEY")
    monkeypatch.setenv("PLADS_PSEUDONYM_KEY_FILE", str(PROJECT_ROOT / "key"))
    with pytest.raises(KeyProblem):
        pseudonym_key()


def test_a_delivered_seed_has_the_shape_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "Seed").mkdir()
    (tmp_path / "nothing").mkdir()
    (tmp_path / "Seed" / "TARGET.CSV").write_text(
        "municipality_code,valid_from,rate\n151,2020/2021,0.06\n", encoding="utf-8"
    )
    with duckdb.connect() as con:
        assert load_seed_overrides(con, tmp_path, progress=_quiet) == ["target"]
        assert con.execute(
            "select municipality_code, valid_from, rate::double, source from seed_override.target"
        ).fetchall() == [("151", "2020/2021", 0.06, None)]
        assert load_seed_overrides(con, tmp_path / "nothing", progress=_quiet) == []
        assert con.execute("select count(*) from duckdb_tables() where schema_name = 'seed_override'").fetchall() == [
            (0,)
        ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("target.csv", "municipality_code,valid_from,rate\nall,2010/2011,six\n"),
        ("target.csv", "municipality_code,valid_from,rates\nall,2010/2011,0.06\n"),
        ("target.csv", "municipality_code,gyldig_fra,rate\nall,2010/2011,0.06\n"),
        ("target.csv", "municipality_code,rate\nall,0.06\n"),
        ("wellbeing_indicator.csv", None),
    ],
)
def test_a_delivered_seed_that_does_not_fit_is_named(tmp_path: Path, name: str, text: str | None) -> None:
    (tmp_path / "seed").mkdir()
    if text is None:  # a slip in a column that may be left out
        text = (PROJECT_ROOT / "seeds" / name).read_text(encoding="utf-8").replace("valid_from", "valid_form", 1)
    (tmp_path / "seed" / name).write_text(text, encoding="utf-8")
    with duckdb.connect() as con, pytest.raises(SeedProblem, match=name):
        load_seed_overrides(con, tmp_path, progress=_quiet)


def test_a_value_of_a_delivered_seed_that_does_not_fit_is_placed_and_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "seed").mkdir()
    text = "municipality_code,valid_from,rate\nall,2010/2011,0.05\n151,2010/2011,3102611234\n"
    (tmp_path / "seed" / "target.csv").write_text(text, encoding="utf-8")
    with duckdb.connect() as con, pytest.raises(SeedProblem, match=r"row 2 has no .* in rate") as problem:
        load_seed_overrides(con, tmp_path, progress=_quiet)
    assert "3102611234" not in str(problem.value)
    assert problem.value.__cause__ is None


def test_a_delivered_seed_that_nobody_knows_is_ignored_and_said(tmp_path: Path) -> None:
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "targets.csv").write_text("a\n1\n", encoding="utf-8")
    said: list[str] = []
    with duckdb.connect() as con:
        assert load_seed_overrides(con, tmp_path, progress=said.append) == []
    assert len(said) == 1 and "targets.csv" in said[0]


@pytest.mark.parametrize("value", ["om 891006-8467", "89 10 06 8467", "89 10 06 84 67", "123456789012"])
def test_a_text_of_a_delivered_seed_that_looks_like_a_person_number_stops_the_run(tmp_path: Path, value: str) -> None:
    (tmp_path / "seed").mkdir()
    text = f"municipality_code,valid_from,rate,source\nall,2010/2011,0.05,plan\n151,2010/2011,0.05,{value}\n"
    (tmp_path / "seed" / "target.csv").write_text(text, encoding="utf-8")
    with duckdb.connect() as con:
        with pytest.raises(SeedProblem, match=r"seed/target.csv: row 2 has a text in source") as problem:
            load_seed_overrides(con, tmp_path, progress=_quiet)
        assert value not in str(problem.value)
        assert con.execute("select count(*) from duckdb_tables() where schema_name = 'seed_override'").fetchall() == [
            (0,)
        ]


def test_every_shipped_seed_can_be_delivered_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seed", ignore=shutil.ignore_patterns("*.yml"))
    with duckdb.connect() as con:
        assert load_seed_overrides(con, tmp_path, progress=_quiet)
