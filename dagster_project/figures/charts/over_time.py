"""Figures over years and half-years: lines, and columns on or beside each other."""

from __future__ import annotations

from typing import Any

import altair as alt

from dagster_project.figures.charts.parts import (
    COLOURS,
    DASHES,
    INK,
    NUMBERS,
    SHAPES,
    from_edge,
    hidden_marks,
    legend,
    order,
    series_colour,
    tips,
)
from dagster_project.figures.entries import Entry


def lines(entry: Entry) -> Any:
    base = alt.Chart(alt.NamedData("rows"))
    x = alt.X("x:O", scale=order("xs"), title="__x__", axis=alt.Axis(labelAngle=0, labelOverlap="greedy", grid=False))
    y = alt.Y(
        "v:Q", title="__value__", scale=alt.Scale(domain=["__reach__"], nice=True), axis=alt.Axis(labelExpr=NUMBERS)
    )
    own = series_colour(entry)
    dash, shape = {}, {}
    if entry.series:
        dash = {
            "strokeDash": alt.StrokeDash("s:N", scale=alt.Scale(domain=["__series__"], range=DASHES), legend=legend())
        }
        scale = alt.Scale(domain=["__series__"], range=SHAPES)
        shape = {"shape": alt.Shape("s:N", scale=scale, legend=legend())}
    colour = own or {"color": alt.value(COLOURS[0])}
    line = base.mark_line(strokeWidth=2, invalid="break-paths-show-domains").encode(x=x, y=y, **colour, **dash)
    known = base.transform_filter("datum.state == 'value'")
    points = (
        known.transform_filter("!datum.flag")
        .mark_point(filled=True, size=60, opacity=1)
        .encode(x=x, y=y, tooltip=tips(), **colour, **shape)
    )
    open_points = (
        known.transform_filter("datum.flag")
        .mark_point(filled=True, size=70, opacity=1, fill="white", strokeWidth=2)
        .encode(x=x, y=y, tooltip=tips(), stroke=colour["color"], **shape)
    )
    layers: list[alt.Chart] = [line, points]
    if entry.flag:
        layers.append(open_points)
    if entry.target:
        target = base.transform_filter("isValid(datum.target)")
        layers.append(target.mark_line(color=INK, strokeDash=[2, 3], strokeWidth=1.5).encode(x=x, y=alt.Y("target:Q")))
    edge = from_edge(base, "height - 9 - 15 * datum.k")
    hidden = hidden_marks(edge, colour["color"], x=x, y=alt.Y("place:Q", scale=None, axis=None))
    return alt.layer(alt.layer(*layers), hidden).resolve_scale(y="independent")


def columns(entry: Entry) -> Any:
    """Parts beside or on top of each other; a total that is published is a line across, whatever parts are hidden."""
    base = alt.Chart(alt.NamedData("rows"))
    style = alt.Axis(labelAngle=0, labelOverlap="greedy")
    x = alt.X("x:O", scale=order("xs"), title="__x__", axis=style)
    y = alt.Y("v:Q", title="__value__", stack=None if entry.grouped else "zero", axis=alt.Axis(labelExpr=NUMBERS))
    colour = series_colour(entry) or {"color": alt.value(COLOURS[0])}
    beside = {"xOffset": alt.XOffset("s:N", scale=order("parts"))} if entry.grouped else {}
    known = base.transform_filter("datum.state == 'value'")
    bars = (
        known.transform_filter("!datum.whole")
        .mark_bar(stroke="white", strokeWidth=0.8)
        .encode(x=x, y=y, order=alt.Order("so:Q"), tooltip=tips(), **colour, **beside)
    )
    across: dict[str, Any] = {"x": alt.X("x:O", scale=order("xs"), title="__x__", axis=style, bandPosition=0)}
    across |= {"x2": alt.X2("x", bandPosition=1), "y": alt.Y("v:Q", title="__value__")}
    whole = known.transform_filter("datum.whole").mark_rule(strokeWidth=3).encode(**across, tooltip=tips(), **colour)
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=INK).encode(y="v:Q")
    edge = from_edge(base, "height - 9 - 15 * datum.k")
    at = {"x": x, "y": alt.Y("place:Q", scale=None, axis=None)}
    hidden = [hidden_marks(edge.transform_filter("!datum.whole"), colour["color"], **at, **beside)]
    if entry.series:
        hidden.append(hidden_marks(edge.transform_filter("datum.whole"), colour["color"], **at))
    layers = [bars, whole, zero] if entry.series else [bars, zero]
    return alt.layer(alt.layer(*layers), alt.layer(*hidden)).resolve_scale(y="independent")
