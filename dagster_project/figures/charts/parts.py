"""What the kinds of figures share: colours, the way with numbers, marks for what is hidden, names of rows."""

from __future__ import annotations

from typing import Any

import altair as alt

from dagster_project.figures.entries import Entry

# Okabe and Ito's colours, which those who see fewer colours can tell apart; shape and dash say the same again.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#333333", "#8C6D1F", "#999999"]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke", "triangle-right", "arrow"]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [4, 4], [1, 3], [12, 2], [3, 1]]
_LIKERT = ["#a6611a", "#dfc27d", "#d9d9d9", "#80cdc1", "#018571", "#6b6b9e"]
_BANDS = ["#a6611a", "#dfc27d", "#80cdc1", "#018571"]
INK, QUIET, LINE = "#1d2528", "#55626a", "#cfd7da"
PALETTES = {"codes": COLOURS, "answers": _LIKERT, "bands": _BANDS, "whole": INK}
# A box with lines across: hidden, which is neither zero nor absent.
HATCHED = "M-1,-1H1V1H-1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
IN_LINES = "split(datum.label, '\\n')"
NUMBERS = "plads_axis(datum.value, kind)"  # the page's own way with numbers, in the language that is chosen


def order(word: str) -> alt.Scale:
    return alt.Scale(domain=[f"__{word}__"])


def series_colour(entry: Entry) -> dict[str, Any]:
    """Colour and legend of the series; nothing where there is one."""
    if not entry.series:
        return {}
    scale = alt.Scale(domain=["__series__"], range=["__colours__"])
    return {"color": alt.Color("s:N", scale=scale, legend=legend())}


def legend() -> alt.Legend:
    return alt.Legend(title=None, orient="top", columns=3, labelLimit=260, symbolStrokeWidth=0)


def tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("what:N", title="__what__"), alt.Tooltip("t:N", title="__value__")]


def hidden_marks(base: alt.Chart, colour: Any, **place: Any) -> Any:
    """A hatched box for each hidden cell, on white so that it is seen on a bar as well."""
    hidden = base.transform_filter("datum.state == 'hidden'")
    paper = hidden.mark_point(shape="square", size=190, filled=True, fill="white", opacity=1).encode(**place)
    box = hidden.mark_point(shape=HATCHED, size=80, strokeWidth=1.3, filled=False, opacity=1)
    return alt.layer(paper, box.encode(color=colour, tooltip=tips(), **place))


def from_edge(base: alt.Chart, place: str) -> alt.Chart:
    """The chart with `place`, in points from where the plot begins; no axis has a say in it."""
    return base.transform_calculate(place=place)


def category(**place: Any) -> alt.Y:
    style = alt.Axis(
        labelLimit=390,
        title=None,
        ticks=False,
        domain=False,
        labelPadding=6,
        labelExpr=IN_LINES,
        labelOffset=alt.ExprRef("lift"),
    )
    return alt.Y("y:N", scale=order("ys"), axis=style, **place)
