"""How each kind of figure is drawn: Vega-Lite specifications without a row in them, one a way of drawing.

The page fills in what it knows later: rows (with `x`, `y`, `s` for the series, `v` for the value, `t` for the same as
text, `state` and `k`, which counts the hidden marks in one place), and texts and orders in the place of `__words__`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt

from dagster_project.figures.charts.cells import grid, sheet
from dagster_project.figures.charts.over_time import columns, lines
from dagster_project.figures.charts.parts import INK, LINE, PALETTES
from dagster_project.figures.charts.side_by_side import bars, shares
from dagster_project.figures.entries import Entry

__all__ = ["PALETTES", "spec"]

Spec = dict[str, Any]

_KINDS: dict[str, Callable[[Entry], Any]] = {
    "lines": lines,
    "columns": columns,
    "bars": bars,
    "shares": shares,
    "grid": grid,
    "strip": grid,
    "sheet": sheet,
}


def spec(entry: Entry) -> Spec:
    """The specification of a figure and of all that are drawn the same way, for every language and every row."""
    font = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif'
    chart = _KINDS[entry.kind](entry).properties(
        autosize=alt.AutoSizeParams(type="fit", contains="padding"), background="white"
    )
    found: Spec = chart.configure(
        font=font,
        aria=False,  # the page names the drawing in the reader's language
        axis=alt.AxisConfig(labelColor=INK, titleColor=INK, gridColor=LINE, labelFontSize=12, titleFontWeight="normal"),
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(fontSize=12),
        legend=alt.LegendConfig(labelFontSize=12, labelColor=INK),
    ).to_dict(validate=False)  # the browser draws every one of them in a test
    return found
