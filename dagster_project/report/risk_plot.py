"""The calibration of the risk model as a plot: what was predicted against what came."""

from __future__ import annotations

import duckdb

from dagster_project.settings import Settings

NAME = "risk_calibration.svg"
_SQL = """
    select school_year, mean_probability, observed_share, pupils
    from governance.risk_model_calibration
    where group_kind = 'all'
    order by school_year, bin
"""


def _points(settings: Settings) -> list[dict[str, object]]:
    if not settings.database.exists():
        return []
    try:
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            rows = connection.execute(_SQL).fetchall()
    except duckdb.Error:  # the model is off, so there is no such table; or the database is what failed
        return []
    return [dict(zip(("year", "predicted", "observed", "pupils"), row, strict=True)) for row in rows]


def write_risk_plot(settings: Settings) -> str | None:
    """Writes the plot beside the run page and returns its name; None, and no old plot, without anything to show."""
    path = settings.governance / NAME
    points = _points(settings)
    if not points:
        path.unlink(missing_ok=True)
        return None
    import altair as alt
    import vl_convert

    top = max(max(float(str(point[axis])) for point in points) for axis in ("predicted", "observed"))
    scale = alt.Scale(domain=[0, top * 1.05])
    # The same shape as well as the same colour, so that it can be read without colours.
    dots = (
        alt.Chart(alt.InlineData(values=points))
        .mark_point(filled=True, size=70)
        .encode(
            x=alt.X("predicted:Q", scale=scale, axis=alt.Axis(format="%"), title="forudsagt · predicted"),
            y=alt.Y("observed:Q", scale=scale, axis=alt.Axis(format="%"), title="indtruffet · observed"),
            color=alt.Color("year:N", title="skoleår · school year", scale=alt.Scale(scheme="viridis")),
            shape=alt.Shape("year:N", title="skoleår · school year"),
        )
    )
    corners: list[dict[str, float]] = [{"at": 0}, {"at": top}]
    ends = alt.InlineData(values=corners)
    perfect = alt.Chart(ends).mark_line(strokeDash=[4, 4], color="#666").encode(x="at:Q", y="at:Q")
    chart = (perfect + dots).properties(width=420, height=420)
    path.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
    return NAME
