"""The page of what readers have: tables and rows, what is hidden in them, releases, and what the models warn of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from dagster_project.report import states
from dagster_project.report.run import Record, Run
from dagster_project.report.text import Text
from dagster_project.settings import Settings

# Small tables and DuckDB's own lists only: nothing here reads a fact.
_QUESTIONS = {
    "release": "select * from governance.release",
    "sizes": """
        select schema_name, table_name, estimated_size as row_count
        from duckdb_tables() where schema_name in ('core', 'marts', 'published') order by all
    """,
    "hidden": """
        select table_name, sum(cells) as cells, sum(cells_hidden) as cells_hidden,
            max(hidden_share_of_total) as hidden_share_of_total,
            array_to_string(list_sort(list_distinct(flatten(list(reasons)))), ', ') as reasons
        from (
            select table_name, measure, max(cells) as cells, sum(cells_hidden) as cells_hidden,
                sum(hidden_share_of_total) as hidden_share_of_total,
                coalesce(list(reason) filter (where cells_hidden > 0), []) as reasons
            from governance.suppression_log group by table_name, measure
        ) as measures
        group by table_name order by table_name
    """,
    "told": "select table_name, cells_told from governance.told_cells",
    "history": "select * from governance.release_history order by number desc limit 20",
    "changes": """
        select change.* from governance.release_change as change
        inner join governance.release_history as history on change.release_new = history.release
        qualify history.number = max(history.number) over () order by change.table_name
    """,
    "agreement": "select * from governance.cross_register_check order by status desc, check_id",
    "overlaps": "select count(*) as lines from governance.offer_overlap",
    "risk_quality": """
        select school_year, pupils, segregated, mean_probability, observed_share, auc, brier
        from governance.risk_model_quality where group_kind = 'all' order by school_year
    """,
}

_FEW = 6  # more loads than that are counted, not named
_AGREEMENT = {
    "pass": Text("i orden", "pass"),
    "warn": Text("advarsel", "warning"),
    "not_applicable": Text("ikke relevant", "not applicable"),
}
_CAUSES = {
    "code": Text("modellerne", "the models"),
    "data_cut": Text("skæringsdatoen", "the data cut"),
    "delivered_seeds": Text("leverede kodelister", "delivered code lists"),
    "pseudonym_key": Text("pseudonymnøglen", "the pseudonym key"),
    "risk_model": Text("risikomodellen", "the risk model"),
}


@dataclass(frozen=True)
class Readers:
    """What the database of readers says about itself; empty where there is none yet."""

    answers: dict[str, list[Record]] = field(default_factory=dict)

    def __getitem__(self, question: str) -> list[Record]:
        return self.answers.get(question, [])

    @property
    def release(self) -> Record | None:
        return next(iter(self["release"]), None)


def _ask(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Record]:
    try:
        found = connection.execute(sql)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except duckdb.Error:  # the model is off or left out: no such table
        return []


def readers(settings: Settings) -> Readers:
    """Asks the published database, whatever run it is from."""
    if not settings.database.exists():
        return Readers()
    try:
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            return Readers({question: _ask(connection, sql) for question, sql in _QUESTIONS.items()})
    except duckdb.Error:  # a page must be written also when the database is what failed
        return Readers()


@dataclass(frozen=True)
class TableLine:
    """One figure: rows in marts and in published, and what of it is hidden."""

    name: str
    marts: int | None
    published: int | None
    hidden: Record | None
    told: int | None  # hidden cells that follow from others for who knows which were hidden first


def _tables(found: Readers) -> Sequence[TableLine]:
    rows = {(line["schema_name"], line["table_name"]): line["row_count"] for line in found["sizes"]}
    hidden = {line["table_name"]: line for line in found["hidden"]}
    told = {line["table_name"]: line["cells_told"] for line in found["told"]}
    names = sorted({table for schema, table in rows if schema in ("marts", "published")})
    return [
        TableLine(name, rows.get(("marts", name)), rows.get(("published", name)), hidden.get(name), told.get(name))
        for name in names
    ]


def publication(run: Run, risk_plot: str | None) -> dict[str, Any]:
    """The context of the page."""
    found = readers(run.settings)
    tables = _tables(found)
    cells = sum(line.hidden["cells"] for line in tables if line.hidden)
    hidden = sum(line.hidden["cells_hidden"] for line in tables if line.hidden)
    return {
        "run": run,
        "states": states,
        "readers": found,
        "tables": tables,
        "cells": cells,
        "hidden": hidden,
        "star": [line for line in found["sizes"] if line["schema_name"] == "core"],
        "risk_plot": risk_plot,
        "few": _FEW,
        "cause_words": _CAUSES,
        "agreement_words": _AGREEMENT,
    }
