"""The dashboard: database, datasets, charts and their places, made through the API; a second time changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from examples.superset.api import Api
from examples.superset.charts import CHARTS

SLUG = "plads"
_NOTE = (
    "Små tal er skjult og mangler derfor i figurerne; summer over dem er for små. "
    "*Small counts are hidden and missing in the charts; sums over them are too small.*"
)
_IN_A_ROW, _COLUMNS, _HEIGHT = 2, 12, 50


def server_of(address: str) -> dict[str, Any]:
    """The PostgreSQL door, as a member of bi_reader."""
    return {"database_name": "Plads", "sqlalchemy_uri": address, "expose_in_sqllab": True, "extra": "{}"}


def file_of(published: Path) -> dict[str, Any]:
    """The readers' file, opened read-only so that a publication can replace it at any time."""
    return {
        "database_name": "Plads",
        "sqlalchemy_uri": f"duckdb:////{str(published / 'plads_published.duckdb').lstrip('/')}",
        "expose_in_sqllab": True,
        "extra": json.dumps({"engine_params": {"connect_args": {"read_only": True}}}),
    }


def _component(kind: str, name: str, children: list[str], parents: list[str], **meta: Any) -> dict[str, Any]:
    return {"type": kind, "id": name, "children": children, "parents": parents, "meta": meta}


def _places(charts: list[tuple[int, str]]) -> dict[str, Any]:
    """Two charts a row under a note on hidden cells, in the form that Superset keeps."""
    above = ["ROOT_ID", "GRID_ID"]
    rows = [charts[start : start + _IN_A_ROW] for start in range(0, len(charts), _IN_A_ROW)]
    names = ["ROW-note", *(f"ROW-{number}" for number in range(len(rows)))]
    found: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": _component("ROOT", "ROOT_ID", ["GRID_ID"], []),
        "GRID_ID": _component("GRID", "GRID_ID", names, ["ROOT_ID"]),
        "HEADER_ID": _component("HEADER", "HEADER_ID", [], [], text="Plads"),
        "ROW-note": _component("ROW", "ROW-note", ["MARKDOWN-note"], above, background="BACKGROUND_TRANSPARENT"),
        "MARKDOWN-note": _component(
            "MARKDOWN", "MARKDOWN-note", [], [*above, "ROW-note"], width=_COLUMNS, height=10, code=_NOTE
        ),
    }
    for name, row in zip(names[1:], rows, strict=True):
        found[name] = _component(
            "ROW", name, [f"CHART-{id_}" for id_, _ in row], above, background="BACKGROUND_TRANSPARENT"
        )
        for id_, title in row:
            size = {"width": _COLUMNS // _IN_A_ROW, "height": _HEIGHT}
            found[f"CHART-{id_}"] = _component(
                "CHART", f"CHART-{id_}", [], [*above, name], chartId=id_, sliceName=title, **size
            )
    return found


def build(api: Api, database: dict[str, Any], schema: str = "published") -> list[int]:
    """Makes everything; returns the ids of the charts."""
    source = api.ensure("database", "database_name", database)
    tables = sorted({chart.table for chart in CHARTS})
    datasets = {
        table: api.ensure(
            "dataset",
            "table_name",
            {"database": source, "schema": schema, "table_name": table},
            {"is_managed_externally": False},
        )
        for table in tables
    }
    made = []
    for chart in CHARTS:
        dataset = datasets[chart.table]
        body = {"datasource_id": dataset, "datasource_type": "table", "viz_type": chart.kind}
        form = json.dumps(chart.form(dataset))
        made.append(
            (api.ensure("chart", "slice_name", {"slice_name": chart.title, **body, "params": form}), chart.title)
        )
    about = {"slug": SLUG, "dashboard_title": "Plads", "published": True, "position_json": json.dumps(_places(made))}
    dashboard = api.ensure("dashboard", "slug", about)
    ours = [id_ for id_, _ in made]
    there = [int(chart["id"]) for chart in api.call("GET", f"dashboard/{dashboard}/charts")["result"]]
    for id_ in {*ours, *there}:  # one that has no place any more would be hung on below the others
        api.call("PUT", f"chart/{id_}", {"dashboards": [dashboard] if id_ in ours else []})
    return ours
