"""Writes the site of a run: every page that stands on the ledger, the calendar and the last build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dagster_project.report.overview import overview
from dagster_project.report.publication import publication
from dagster_project.report.risk_plot import write_risk_plot
from dagster_project.report.run import Stage, gather
from dagster_project.report.site import write_page
from dagster_project.report.source_page import source_page
from dagster_project.settings import Settings

SOURCES = "sources"


def _remove_others(folder: Path, kept: set[Path]) -> None:
    """A page of a source that has no contract any more would say what nobody stands for."""
    for page in folder.glob("*.html"):
        if page not in kept:
            page.unlink()


def write_report(settings: Settings, stages: Sequence[Stage]) -> Path:
    """Writes the site and returns its first page, which comes last: whatever it leads to is there."""
    run = gather(settings, stages)
    written = {
        write_page(settings, f"{SOURCES}/{contract.source}.html", "source.html.j2", source_page(run, contract))
        for contract in run.contracts.values()
    }
    _remove_others(settings.governance / SOURCES, written)
    write_page(settings, "publication.html", "publication.html.j2", publication(run, write_risk_plot(settings)))
    return write_page(settings, "index.html", "index.html.j2", overview(run))
