"""Figures made of words in cells: tables, calendars, strips of shares, and the status sheet with its arrows."""

from __future__ import annotations

from typing import Any

import altair as alt

from dagster_project.figures.charts.parts import (
    HATCHED,
    IN_LINES,
    INK,
    LINE,
    QUIET,
    category,
    order,
    tips,
)
from dagster_project.figures.entries import Entry


def grid(entry: Entry) -> Any:
    """Cells with words in them; a strip has the share as colour besides."""
    base = alt.Chart(alt.NamedData("rows"))
    style = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=IN_LINES,
        labelPadding=alt.ExprRef("rise"),
        ticks=False,
        domain=False,
        title=None,
    )
    x = alt.X("x:O", scale=order("xs"), axis=style)
    at: dict[str, Any] = {"x": x, "y": category()}
    box = base.mark_rect(stroke=LINE, fill="white").encode(tooltip=tips(), **at)
    known = base.transform_filter("datum.state == 'value'")
    layers = [box]
    if entry.kind == "strip":
        shade = alt.Color("v:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
        layers.append(known.mark_rect(stroke=LINE).encode(color=shade, tooltip=tips(), **at))
    ink = alt.condition("datum.dark", alt.value("white"), alt.value(INK))
    top = {"x": x, "y": category(bandPosition=0)}
    layers.append(known.mark_text(lineHeight=15, baseline="top", dy=8).encode(text="t:N", color=ink, **top))
    words = base.transform_filter("datum.state != 'value'").mark_text(fontStyle="italic", color=QUIET, dy=7)
    layers.append(words.encode(text="t:N", **at))
    box_of_hidden = base.transform_filter("datum.state == 'hidden'")
    layers.append(
        box_of_hidden.mark_point(shape=HATCHED, size=70, strokeWidth=1.2, filled=False, color=QUIET, yOffset=-7).encode(
            tooltip=tips(), **at
        )
    )
    return alt.layer(*layers)


def sheet(_entry: Entry) -> Any:
    """A line an indicator: value, an arrow in the colour of the wish and a word for it, the value before."""
    base = alt.Chart(alt.NamedData("rows"))

    def column(field: str, place: float, **mark: Any) -> list[alt.Chart]:
        at = alt.value(alt.ExprRef(f"width * {place}"))
        said = base.mark_text(align="left", lineHeight=15, **mark).encode(x=at, y=category(), text=f"{field}:N")
        head = alt.Chart(alt.NamedData("zero")).mark_text(align="left", fontWeight="bold", baseline="bottom")
        return [said, head.encode(x=at, y=alt.value(-6), text=alt.value(f"__{field}__"))]

    direction = alt.Shape(
        "direction:N",
        legend=None,
        scale=alt.Scale(
            domain=["up", "down", "same"], range=["M0,-1L1,1L-1,1Z", "M0,1L1,-1L-1,-1Z", "M-1,-.3H1V.3H-1Z"]
        ),
    )
    wish = alt.Color(
        "wish:N", legend=None, scale=alt.Scale(domain=["yes", "no", "none"], range=["#0072B2", "#D55E00", QUIET])
    )
    arrow = base.transform_filter("isValid(datum.direction)").mark_point(filled=True, size=130, opacity=1)
    line = base.mark_rule(color=LINE, yOffset=21).encode(
        y=category(), x=alt.value(0), x2=alt.value(alt.ExprRef("width"))
    )
    layers = [
        line,
        *column("t", 0.04, fontWeight="bold"),
        *column("change", 0.225, dy=-7),
        *column("before", 0.63, dy=-7),
        *column("when", 0.8, dy=-7),
    ]
    layers.append(
        arrow.encode(x=alt.value(alt.ExprRef("width * 0.2")), y=category(), shape=direction, color=wish, tooltip=tips())
    )
    hidden = base.transform_filter("datum.state == 'hidden'").mark_point(
        shape=HATCHED, size=70, color=QUIET, filled=False
    )
    layers.append(hidden.encode(x=alt.value(6), y=category(), tooltip=tips()))
    return alt.layer(*layers)
