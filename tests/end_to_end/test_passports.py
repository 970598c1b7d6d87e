"""After a whole night: a passport for every published table, and no way from it to what is hidden."""

from pathlib import Path

import duckdb

from dagster_project.passports import find_cell, write_cell
from dagster_project.passports.release import release_of
from dagster_project.settings import Settings


def settings_of(night) -> Settings:
    return Settings(Path(night.landing), Path(night.out), night.as_of, risk_model=True)


def query(night, sql: str) -> list[tuple]:
    with duckdb.connect(str(night.database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_published_table_has_its_passport_with_answers_of_its_tests(hard_night):
    pages = {path.stem: path.read_text("utf-8") for path in (hard_night.out / "governance/figures").glob("*.html")}
    tables = {
        table
        for (table,) in query(hard_night, "select table_name from duckdb_tables() where schema_name = 'published'")
    }
    assert len(tables) > 25
    assert tables <= pages.keys()
    ids = {load for (load,) in query(hard_night, "select load_id from governance.load where status <> 'accepted'")}
    for table in tables:
        assert "unique_grain" in pages[table]
        assert "not asked yet" not in pages[table]
        assert not {load for load in ids if f"<code>{load}</code></a>" in pages[table]}


def test_a_hidden_cell_of_a_real_release_stays_hidden(hard_night):
    release = release_of(settings_of(hard_night))
    assert release is not None
    rows = query(
        hard_night,
        "select municipality_code, cast(year as varchar), district, offer_type, children, suppressed_measures "
        "from published.helaarsboern where is_suppressed order by all limit 3",
    )
    assert rows
    for *values, _, hidden in rows:
        keys = dict(zip(("municipality_code", "year", "district", "offer_type"), values, strict=True))
        cell = find_cell(release, "helaarsboern", keys)
        for measure in hidden:
            assert cell.shown[measure].en == "hidden"
        html = write_cell(release, cell).read_text("utf-8")
        for measure in hidden:
            shown = (
                html.split(f'href="helaarsboern.html#{measure}"')[1].split('<td class="number">')[1].split("</td>")[0]
            )
            assert shown == '<span lang="da">skjult</span><span lang="en">hidden</span>'


def test_the_catalogue_names_source_columns_of_core_marts_and_published(hard_night):
    (found,) = query(
        hard_night,
        "select count(*), count(source_column) from governance.catalogue "
        "where table_schema in ('core', 'marts', 'published')",
    )
    assert found[1] / found[0] > 0.95
    assert query(
        hard_night,
        "select source_column from governance.catalogue where table_schema = 'published' "
        "and table_name = 'helaarsboern' and column_name = 'municipality_code'",
    ) == [("visitation.betalingskom",)]
