"""Figures of one moment: bars by district, school or answer, and bars that add up to a whole."""

from __future__ import annotations

from typing import Any

import altair as alt

from dagster_project.figures.charts.parts import (
    COLOURS,
    INK,
    NUMBERS,
    QUIET,
    category,
    from_edge,
    hidden_marks,
    order,
    series_colour,
    tips,
)
from dagster_project.figures.entries import Entry


def bars(entry: Entry) -> Any:
    base = alt.Chart(alt.NamedData("rows"))
    reach = alt.Scale(domain=["__reach__"], nice=True)  # as far as the words beside the bars need
    x = alt.X("v:Q", title="__value__", scale=reach, axis=alt.Axis(labelExpr=NUMBERS, tickCount=6))
    colour = series_colour(entry) or {"color": alt.value(COLOURS[0])}
    beside = {"yOffset": alt.YOffset("s:N", scale=order("series"))} if entry.series else {}
    known = base.transform_filter("datum.state == 'value'")
    bars = known.mark_bar().encode(y=category(), x=x, tooltip=tips(), **colour, **beside)
    said = known.mark_text(align="left", dx=4, color=INK).encode(y=category(), x=x, text="t:N", **beside)
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=INK).encode(x="v:Q")
    layers = [bars, said, zero]
    if entry.target:
        target = base.transform_filter("isValid(datum.target)")
        layers.append(target.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.5).encode(x=alt.X("mean(target):Q")))
    at = {"y": category(), "x": alt.X("place:Q", scale=None, axis=None), **beside}
    # Where nothing is, half-way along as zero would be: the word says which nothing.
    word = from_edge(base, "datum.state == 'hidden' ? 20 : 6").transform_filter("datum.state != 'value'")
    said_so = word.mark_text(align="left", color=QUIET, fontStyle="italic").encode(text="t:N", **at)
    hidden = hidden_marks(from_edge(base, "10"), colour["color"], **at)
    return alt.layer(alt.layer(*layers), alt.layer(hidden, said_so)).resolve_scale(x="independent")


def shares(entry: Entry) -> Any:
    """Parts of a whole; the page says where each begins and ends, and what is hidden stands in its own place."""
    base = alt.Chart(alt.NamedData("rows"))
    axis = alt.Axis(labelExpr=NUMBERS, tickCount=5)
    x = alt.X("begin:Q", title="__value__", scale=alt.Scale(domain=["__reach__"], nice=False), axis=axis)
    colour = series_colour(entry)
    known = base.transform_filter("datum.state == 'value'")
    bars = known.mark_bar(stroke="white").encode(y=category(), x=x, x2="end:Q", tooltip=tips(), **colour)
    hidden = hidden_marks(base, colour["color"], y=category(), x=alt.X("middle:Q", title="__value__"))
    return alt.layer(bars, hidden)
