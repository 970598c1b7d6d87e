"""What is drawn is what is published: places of marks, read back through the axes, against the rows of the release."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import duckdb
import pytest

from dagster_project.figures.entries import Entry, entries
from dagster_project.publish.readers import READERS_FILE

# One of every way of drawing, and of columns that stand beside and on top of each other, with and without a total.
FIGURES = [
    "B2", "B3", "B5?compare=101", "B8", "B9", "B16", "B17", "K11", "R1",
    "B6?municipality_code=151&school_year=2022/2023", "B14?municipality_code=151",
]  # fmt: skip
MARKS = """() => {
  const view = plads.shown.view, found = [], kind = plads.current.figure.kind;
  const flat = text => String(text === undefined ? '' : text).replaceAll('\\n', ' ');
  const scale = name => {
    for (const one of ['layer_0_' + name, name]) { try { return view.scale(one); } catch (none) { continue; } }
  };
  const x = scale('x'), y = scale('y'), wide = item => x.invert(item.x + item.width) - x.invert(item.x);
  const walk = (item, mark) => {
    if (Array.isArray(item.items) && !item.datum?.state) {
      item.items.forEach(one => walk(one, item.marktype || mark));
      return;
    }
    const datum = item.datum;
    if (!datum || !datum.state) { return; }
    let value = null, what = datum.state === 'hidden' ? 'hidden' : mark;
    if (datum.state === 'value') {
      if (kind === 'lines' && mark === 'symbol') { value = y.invert(item.y); }
      if (kind === 'columns' && mark === 'rect') { value = y.invert(item.y) - y.invert(item.y + item.height); }
      if (kind === 'columns' && mark === 'rule') { value = y.invert(item.y); what = 'rect'; }
      if (['bars', 'shares'].includes(kind) && mark === 'rect') { value = wide(item); }
      if (mark === 'text') { value = Array.isArray(item.text) ? item.text[0] : item.text; }
    } else if (!(mark === 'symbol' && item.shape !== 'square')) { return; }
    if (datum.state !== 'hidden' && value === null) { return; }
    found.push([what, [flat(datum.x), flat(datum.y), flat(datum.s)], value]);
  };
  walk(view.scenegraph().root, 'group');
  return found;
}"""
Place = tuple[str, str, str]


def entry_of(place: str) -> Entry:
    return next(entry for entry in entries() if entry.id == place.split("?")[0])


def rows_of(site, entry: Entry, view: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the release that the view is about, found without the page."""
    with duckdb.connect(str(site.published / READERS_FILE), read_only=True) as connection:
        read = connection.execute(f"select * from published.{entry.table}")
        names = [column[0] for column in read.description]
        rows = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    several = entry.series == "municipality_code"
    for column, chosen in view["chosen"].items():
        asked = {str(chosen)} | ({"all", *view["compare"]} if several and column == "municipality_code" else set())
        rows = [row for row in rows if column == "measure" or str(row[column]) in asked]
    for column, codes in view["only"].items():
        rows = [row for row in rows if str(row[column]) in codes]
    for column, codes in entry.drop.items():
        rows = [row for row in rows if str(row[column]) not in codes]
    assert rows
    return rows


def expected(reader, site, entry: Entry) -> tuple[dict[Place, float], set[Place]]:
    """What has to be seen where, and what has to be seen as hidden."""
    view = reader.ask(
        "() => ({chosen: plads.current.chosen, measures: plads.current.measures, compare: plads.current.compare,"
        " only: plads.current.figure.only})"
    )
    values: dict[Place, float] = {}
    hidden: set[Place] = set()

    @cache
    def word(column: str, code: object) -> str:
        name = "column === 'measure' ? plads.label(table, code) : plads.name(table, column, code)"
        return str(reader.ask(f"([table, column, code]) => {name}", [entry.table, column, code]))

    def said(row: dict[str, Any], column: str | None, measure: str) -> str:
        return word(column, measure if column == "measure" else row[column]) if column else ""

    for row in rows_of(site, entry, view):
        for measure in ["value"] if entry.kind == "sheet" else view["measures"]:
            across = entry.x or ("measure" if entry.kind in ("grid", "strip") else None)
            down = [said(row, column, measure) for column in ([entry.y] if entry.y else entry.rows)]
            place = (said(row, across, measure), " · ".join(down), said(row, entry.series, measure))
            if measure in (row["suppressed_measures"] or ()):
                hidden.add(place)
            elif row[measure] is not None:
                values[place] = float(row[measure])
    return values, hidden


def says(text: str, value: float) -> bool:
    """Whether a figure as the page writes it in Danish is this one, rounded."""
    found = re.fullmatch(r"(-?[\d.]+)(?:,(\d+))?(?:\s(%|kr\.))?", text)
    if not found:
        return False
    written = float(found[1].replace(".", "") + "." + (found[2] or "0")) / (100 if found[3] == "%" else 1)
    return written == pytest.approx(value, abs=0.0006 if found[3] == "%" else 0.51 if found[3] else 0.06)


@pytest.mark.parametrize("place", FIGURES)
def test_marks_stand_where_the_published_rows_say(reader, site, place):
    found = reader.open(place).ask(MARKS)
    values, hidden = expected(reader, site, entry_of(place))
    assert {tuple(where) for what, where, _ in found if what == "hidden"} == hidden
    drawn = [(what, tuple(where), value) for what, where, value in found if what != "hidden"]
    assert drawn
    if texts := {where: [] for what, where, _ in drawn if what == "text"}:
        for _, where, text in (one for one in drawn if one[0] == "text"):
            texts[where].append(text)
        assert [where for where in values if not any(says(text, values[where]) for text in texts[where])] == []
    if marks := {where: value for what, where, value in drawn if what != "text"}:
        assert marks == {where: pytest.approx(value, rel=1e-6) for where, value in values.items()}


def runs(states: list[bool]) -> int:
    """How many lines are drawn through a row of points, of which some are not known."""
    return sum(known and not before for before, known in zip([False, *states], states, strict=False))


def test_a_line_breaks_where_a_point_is_hidden_or_missing(reader, site):
    entry = entry_of("K3")
    drawn = reader.open("K3?municipality_code=151&instnr=all").ask(
        "() => Array.from(document.querySelectorAll('#figure-K3 .chart .mark-line path'),"
        " path => (path.getAttribute('d') || '').split('M').length - 1)"
    )
    values, hidden = expected(reader, site, entry)
    years = sorted({x for x, _, _ in {*values, *hidden}})
    states = {s: [(year, "", s) in values for year in years] for _, _, s in {*values, *hidden}}
    assert sorted(drawn) == sorted(runs(known) for known in states.values())
    assert any(runs(known) > 1 for known in states.values())
