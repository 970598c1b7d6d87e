"""The rows of published tables as scripts that a page takes from the file system: a file a table and municipality.

The engine makes the text, a line of JSON a row; nothing here looks at a row. Hidden measures stay null, and their names
stand in the last column.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.contracts.sql import name as quoted

EVERYWHERE = "all"  # the part of a table that has no municipality
_PART = "municipality_code"
_FILE_NAME = re.compile(r"\w{1,40}", re.ASCII)
# Tables of the page that are no mart: what became of deliveries, and what schools are called.
_MADE_HERE = {
    "load_summary": """
        with variables as (
            select table_name as source, count(*) as variables from governance.catalogue
            where table_schema = 'registers' group by all
        ),
        newest as (
            select distinct on (source, period) * from governance.load_summary order by source, period, version desc
        )
        select
            source, upper(source) as register, variables, left(period, 4) as year, count(*) as deliveries,
            max(ended_date)::varchar as newest_date,
            arg_max(status, list_position(['superseded', 'accepted', 'rejected', 'quarantined'], status)) as state,
            null::varchar[] as suppressed_measures
        from newest inner join variables using (source)
        group by all
    """,
    "schools": """
        select municipality_code, instnr, arg_max(institution_name, school_year) as institution_name
        from published.institution_profile where institution_name is not null group by all
    """,
}


@dataclass(frozen=True)
class Table:
    """One table of the page: its columns in the order of its rows, and the file of each municipality."""

    name: str
    columns: list[str]
    files: dict[str, str]

    @property
    def relation(self) -> str:
        return relation(self.name)


def relation(table: str) -> str:
    """What to select from."""
    return f"({_MADE_HERE[table]})" if table in _MADE_HERE else f"published.{quoted(table)}"


def published_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the tables that readers have, and those made here of them."""
    found = connection.execute("select table_name from duckdb_tables() where schema_name = 'published'").fetchall()
    names = {str(name) for (name,) in found}
    return sorted(names | {"load_summary"} | ({"schools"} if "institution_profile" in names else set()))


def _file(table: str, part: str) -> str:
    """A code that could not be a file's name has its hash instead."""
    safe = part if _FILE_NAME.fullmatch(part) else hashlib.sha256(part.encode()).hexdigest()[:16]
    return f"data/{table}/{safe}.js"


def write_table(connection: duckdb.DuckDBPyConnection, table: str, folder: Path, release: str) -> Table:
    """Writes every part of one table under `folder`; parts are municipalities where the table has them.

    Each says which release it is of, so that a page of another one does not take it.
    """
    source = relation(table)
    columns = [str(row[0]) for row in connection.execute(f"describe select * from {source}").fetchall()]
    columns = [column for column in columns if column != "is_suppressed"]
    part = f"{_PART}::varchar" if _PART in columns else f"'{EVERYWHERE}'"
    row = f"json_array({', '.join(map(quoted, columns))})::varchar"
    parts = connection.execute(
        f"select {part} as part, string_agg({row}, ',\n' order by {', '.join(map(quoted, columns))}) as rows"
        f" from {source} group by part order by part"
    ).fetchall()
    files = {}
    for code, rows in parts:
        files[str(code)] = _file(table, str(code))
        path = folder / files[str(code)]
        path.parent.mkdir(parents=True, exist_ok=True)
        about = ", ".join(map(json.dumps, (table, code, release)))
        path.write_text(f"plads.take({about}, [\n{rows}\n]);\n", encoding="utf-8")
    return Table(table, columns, files)
