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
    base = alt.Chart(alt.NamedData("rows"))
    x = alt.X("x:O", scale=order("xs"), title="__x__", axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))
    y = alt.Y("v:Q", title="__value__", stack=None if entry.grouped else "zero", axis=alt.Axis(labelExpr=NUMBERS))
    colour = series_colour(entry) or {"color": alt.value(COLOURS[0])}
    beside = {"xOffset": alt.XOffset("s:N", scale=order("series"))} if entry.grouped else {}
    bars = (
        base.transform_filter("datum.state == 'value'")
        .mark_bar(stroke="white", strokeWidth=0.8)
        .encode(x=x, y=y, order=alt.Order("so:Q"), tooltip=tips(), **colour, **beside)
    )
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=INK).encode(y="v:Q")
    edge = from_edge(base, "height - 9 - 15 * datum.k")
    hidden = hidden_marks(edge, colour["color"], x=x, y=alt.Y("place:Q", scale=None, axis=None))
    return alt.layer(alt.layer(bars, zero), hidden).resolve_scale(y="independent")
