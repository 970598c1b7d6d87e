"""Four nights in a row: a source is absent, it arrives, nothing happens, and a seed is delivered that breaks a rule.

Between the first and the second a reviewer brings a held load into force and signs for the release. In the second a
period of another source is delivered again; in the end the first night's release is made again.

The nights build on each other, so they are one test file and run in order.
"""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import SEEDS
from tests.end_to_end.personal_values import identifiers, leaks, left_behind, plant, texts

ABSENT = "fravaer"
PLANTED = 1e9  # from here on it is a person number that stands in for heads


@pytest.fixture(scope="module")
def planted(place):
    """Words in personal columns, of rows that are kept and of rows that are not."""
    return plant(place.landing)


@pytest.fixture(scope="module")
def first_night(place, planted, tmp_path_factory):
    """Without one source."""
    aside = tmp_path_factory.mktemp("aside") / ABSENT
    shutil.move(place.landing / ABSENT, aside)
    return place.run(), aside


def more_heads(text: str) -> str:
    """The same file with two more heads in the unit that has most."""
    header, *lines = [line.split(";") for line in text.splitlines()]
    heads = header.index("hoveder")
    units = [line for line in lines if line[header.index("distrikt")] != "I alt" and float(line[heads]) < PLANTED]
    largest = max(units, key=lambda row: float(row[heads]))
    largest[heads] = f"{float(largest[heads]) + 2:.2f}"
    return "\n".join(";".join(line) for line in [header, *lines]) + "\n"


@pytest.fixture(scope="module")
def decisions(place, first_night):
    """A redelivery that lost rows is brought into force all the same. With the commands: the load and the release."""
    ((held,),) = place.query("select load_id from governance.load where source = 'bufo' and status = 'quarantined'")
    release = place.release()
    said = [
        place.plads("sign-off", held, "--decision", "override", "--comment", "sager er lukket", "--who", "Anna"),
        place.plads("sign-off", "--release", "current", "--decision", "accept", "--who", "Eva"),
    ]
    return said, held, release


@pytest.fixture(scope="module")
def second_night(place, first_night, decisions):
    """The source arrives. With the night: the release that readers had before."""
    shutil.copytree(first_night[1], place.landing / ABSENT)
    text = (place.landing / "personale" / "personale2024.csv").read_text(encoding="utf-8-sig")
    (place.landing / "personale" / "personale2024_v2.csv").write_text(more_heads(text), encoding="utf-8")
    before = place.release()
    return place.run(), before


@pytest.fixture(scope="module")
def third_night(place, second_night):
    """Nothing happens. With the night: the release that readers had before."""
    before = place.release()
    return place.run(), before


@pytest.fixture(scope="module")
def fourth_night(place, third_night):
    """A delivered seed names the same municipality twice, which a test of the models forbids."""
    header, first, *_ = (SEEDS / "municipality.csv").read_text(encoding="utf-8").splitlines()
    delivered = place.landing / "seed" / "municipality.csv"
    delivered.parent.mkdir()
    delivered.write_text("\n".join([header, first, first]), encoding="utf-8")
    before = place.release()
    return place.run(), before


def test_an_absent_source_is_said_in_both_languages_and_is_no_failure(first_night):
    done, _ = first_night
    assert done.returncode == 0, done.stderr
    assert f"WARNING: no load in force of {ABSENT}" in done.stdout
    assert f"ADVARSEL: ingen godkendt leverance af {ABSENT}" in done.stdout


def test_a_period_that_is_not_there_is_named_at_the_end_and_no_other(first_night):
    """In a world so small nobody decided anything in one half year, so that file was never made."""
    _, _, said = first_night[0].stdout.partition("not every expected period is there")
    named = [line.split() for line in said.partition("\n\n")[0].splitlines()[1:]]
    assert [(line[0], line[1], line[-2]) for line in named] == [("afgoerelse", "missing", "202106")]


def test_everything_that_does_not_need_it_is_there(place, first_night):
    assert "absence" not in place.tables("marts") | place.tables("published")
    assert {"segregation_rate", "placement", "special_education_cost", "wellbeing_indicator"} <= place.tables(
        "published"
    )


def test_the_end_says_where_everything_is(place, first_night):
    for path in (place.out / "plads.duckdb", place.out / "published", place.out / "governance" / "index.html"):
        assert str(path) in first_night[0].stdout
        assert path.exists()


def test_progress_is_said_along_the_way(first_night):
    lines = first_night[0].stderr.splitlines()
    assert any("bef 2" in line for line in lines)
    assert any("dbt:" in line for line in lines)


def test_what_arrives_later_is_built_and_nothing_else(place, second_night):
    done, _ = second_night
    assert done.returncode == 0, done.stderr
    assert "absence" in place.tables("published")
    assert f"new loads in force: bufo, {ABSENT}, personale" in done.stderr
    assert "core.fct_placement" not in done.stderr


def test_what_a_redelivery_changed_stands_in_governance(place, second_night):
    ((new, *counts, columns, moved),) = place.query(
        "select new_load, rows_added, rows_removed, rows_changed, columns_changed, figures_moved "
        "from governance.revision where source = 'personale'"
    )
    assert (counts, columns) == ([0, 0, 1], ["hoveder"])
    cells = place.query(
        f"select table_name, difference from governance.figure_revision where list_contains(caused_by, '{new}') "
        "and table_name = 'personnel' and measure = 'heads'"
    )
    assert set(cells) == {("personnel", 2.0)}
    caused = "select sum(cells_added + cells_removed + cells_changed) from governance.release_change "
    assert place.query(f"{caused} where list_contains(caused_by, '{new}')") == [(moved,)]
    assert place.query("select kind, cells_listed from governance.release_change where table_name = 'absence'") == [
        ("added", 0)
    ]


def test_a_load_that_a_reviewer_put_in_force_is_a_revision_too(place, decisions, second_night):
    found = place.query("select new_load, rows_removed > 0, rows_after < rows_before, release from governance.revision "
                        "where source = 'bufo'")  # fmt: skip
    assert found == [(decisions[1], True, True, place.release())]


def test_a_night_without_news_builds_and_publishes_nothing(place, third_night):
    done, before = third_night
    assert done.returncode == 0, done.stderr
    assert "nothing changed since the last build" in done.stderr
    assert place.release() == before


def test_what_a_reviewer_decided_is_in_force_from_the_next_night_on(place, decisions, third_night):
    said, held, _ = decisions
    assert [done.returncode for done in said] == [0, 0], [done.stderr for done in said]
    assert f"{held} is in force; the next run builds on it" in said[0].stdout
    loads = dict(place.query("select load_id, status from governance.load where source = 'bufo' and period = '2022'"))
    assert loads.pop(held) == "accepted" and list(loads.values()) == ["superseded"]
    failed = f"select count(*) from governance.check_result where load_id = '{held}' and status = 'fail'"
    assert place.query(failed) != [(0,)]


def test_readers_find_the_decisions_and_the_log_is_whole(place, decisions, third_night):
    _, held, release = decisions
    found = place.query("select entry, subject_kind, subject_id, who, decision from governance.sign_off order by 1")
    assert found == [(1, "load", held, "Anna", "override"), (2, "report", release, "Eva", "accept")]
    whole = place.plads("verify-log")
    assert whole.returncode == 0, whole.stdout
    ((head,),) = place.query("select sign_off_entries || ':' || sign_off_head from governance.release")
    assert f"head {head}" in whole.stdout


def test_a_broken_rule_is_a_failure_and_readers_keep_what_they_had(place, fourth_night):
    done, before = fourth_night
    assert done.returncode == 1
    assert "readers have the last whole release" in done.stdout
    assert place.release() == before
    listed = json.loads((place.out / "published" / "manifest.json").read_text(encoding="utf-8"))
    assert listed["release"] == before


def test_the_page_of_a_failed_night_says_that_it_failed(place, fourth_night):
    page = (place.out / "governance" / "index.html").read_text(encoding="utf-8")
    assert "readers keep what they had" in page


def of_analysts(leak) -> bool:
    return Path(leak.file).name == "plads.duckdb" and leak.place.startswith(("core.", "marts."))


def test_no_value_of_a_person_leaves_the_restricted_folder(place, planted, first_night, third_night):
    """In pages, Data Docs, published tables, the database, Dagster's history, dbt's logs, the ledger: nowhere."""
    persons = identifiers(place.out)
    assert len(persons) > 100
    paths = left_behind(place.out)
    kinds = {path.suffix for path in paths}
    assert {".html", ".parquet", ".duckdb", ".db", ".sqlite", ".log"} <= kinds
    kept = {word for word in planted if word.startswith("zqgood")} | identifiers(place.out, also_records=True) - persons
    # What is kept of a person stands under a pseudonym in core and marts, for those who may see them; nowhere else.
    found = [leak for leak in leaks(paths, persons | planted | kept) if not (of_analysts(leak) and leak.values <= kept)]
    assert found == []


def test_no_value_of_a_person_is_said_along_the_way(place, planted, first_night, second_night, third_night, tmp_path):
    said = tmp_path / "said.txt"
    nights = (first_night[0], second_night[0], third_night[0])
    said.write_text("".join(night.stdout + night.stderr for night in nights), encoding="utf-8")
    assert leaks([said], planted | identifiers(place.out, also_records=True)) == []


def test_what_was_planted_arrived(place, planted, third_night):
    """Else it would be no wonder that it is not found: rows with it are in force, and others were set aside."""
    held = [
        path for name in ("registers", "quarantine") for path in (place.out / "restricted" / name).rglob("*.parquet")
    ]
    found = {word for path in held for _, text in texts(path) for word in planted if word in text}
    assert {word for word in planted if word.startswith("zqgood")} <= found
    assert sum(word.startswith("zqbad") for word in found) > 100


def test_the_restricted_folder_is_closed_to_others(place, first_night):
    assert (place.out / "restricted").stat().st_mode & 0o077 == 0


def test_governance_tells_the_loads_the_checks_and_every_column(place, third_night):
    assert place.query("select count(*) from governance.load where status = 'accepted'")[0][0] > 10
    assert place.query("select count(*) from governance.check_result")[0][0] > 100
    periods = place.query("select state, source, period from governance.period_status")
    assert [one for one in periods if one[0] in ("missing", "late")] == [("missing", "afgoerelse", "202106")]
    columns = place.query(
        "select count(*) from duckdb_columns() where schema_name in ('core', 'marts', 'published') and not internal"
    )
    assert (
        place.query("select count(*) from governance.catalogue where table_schema in ('core', 'marts', 'published')")
        == columns
    )


@pytest.mark.parametrize(
    ("table", "seed"),
    [("wellbeing_item", "wellbeing_item"), ("budget_balance", "pl_index"), ("thematic_follow_up", None)],
)
def test_what_rests_on_a_fact_that_nobody_verified_says_so(place, third_night, table, seed):
    found = place.query(
        "select distinct certainty, unverified_inputs from governance.catalogue "
        f"where table_schema = 'published' and table_name = '{table}'"
    )
    if seed is None:
        assert found == [(None, None)]
    else:
        ((certainty, inputs),) = found
        assert certainty == "M"
        assert seed in str(inputs).split(", ")


@pytest.fixture(scope="module")
def first_night_again(place, second_night, fourth_night):
    """One figure of it; a whole one is the same with more models."""
    return place.plads("as-of", "--release", str(second_night[1]), "--table", "personnel")


def test_an_earlier_publication_is_made_again_bit_for_bit(place, second_night, first_night_again):
    """Also while the landing folder holds what no run can be made of."""
    assert first_night_again.returncode == 0, first_night_again.stderr + first_night_again.stdout
    assert "2 of 2 tables are what readers had" in first_night_again.stdout
    again = place.out / "as_of" / str(second_night[1]) / "plads.duckdb"
    with duckdb.connect(str(again), read_only=True) as connection:
        connection.execute(f"attach '{place.out / 'plads.duckdb'}' as readers (read_only)")
        moved = connection.execute(
            "select now.heads - was.heads from published.personnel as was join readers.published.personnel as now "
            "using (municipality_code, year, district, unit) where now.heads is distinct from was.heads"
        ).fetchall()
    assert set(moved) == {(2.0,)}


def test_a_rebuild_touches_nothing_that_readers_have_and_keeps_no_person_number(place, third_night, first_night_again):
    assert place.release() == third_night[1]
    (made,) = (place.out / "as_of").iterdir()
    assert not (made / "restricted").exists()
    assert (place.out / "as_of").stat().st_mode & 0o077 == 0


def test_the_releases_are_listed(place, first_night_again):
    listed = place.plads("releases").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2"]
    assert "+8 -2 loads" in listed[1]  # the six files of the source that arrived, and two redeliveries
