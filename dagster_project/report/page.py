"""Turns the content into one HTML file that needs nothing but a browser."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from dagster_project.report.content import Stage, gather
from dagster_project.settings import Settings

# Each status as a reader meets it: Danish, English, and the colour of its mark.
STATUSES = {
    "accepted": ("i kraft", "in force", "good"),
    "superseded": ("afløst", "superseded", "quiet"),
    "quarantined": ("tilbageholdt", "held", "warn"),
    "rejected": ("afvist", "rejected", "bad"),
    "duplicate": ("samme fil igen", "same file again", "quiet"),
    "ignored": ("ukendt navn", "unknown name", "quiet"),
    "error": ("fejl hos os", "our error", "bad"),
}


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dagster_project.report", ""),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = lambda number: f"{number:,}".replace(",", ".")
    return environment


def _risk_plot(settings: Settings) -> str | None:
    """The plot of the risk model, drawn anew; None where the model is off."""
    from dagster_project.report.risk_plot import write_risk_plot

    return write_risk_plot(settings)


def _data_docs(settings: Settings) -> str | None:
    index = settings.data_docs / "index.html"
    return quote(index.relative_to(settings.governance).as_posix()) if index.exists() else None


def write_report(settings: Settings, stages: list[Stage]) -> Path:
    """Writes governance/index.html and returns it; an older page stays until the new one is whole."""
    settings.governance.mkdir(parents=True, exist_ok=True)
    page = settings.governance / "index.html"
    html = _environment().get_template("page.html.j2").render(
        content=gather(settings, stages),
        statuses=STATUSES,
        data_docs=_data_docs(settings),
        risk_plot=_risk_plot(settings),
        written=datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"),
    )  # fmt: skip
    beside = page.with_suffix(".tmp")
    beside.write_text(html, encoding="utf-8")
    beside.replace(page)
    return page
