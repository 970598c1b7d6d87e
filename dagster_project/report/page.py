"""Writes the site of a run: every page that stands on the ledger and the last build."""

from __future__ import annotations

from pathlib import Path

from dagster_project.report.content import Stage, gather
from dagster_project.report.site import write_page
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


def write_report(settings: Settings, stages: list[Stage]) -> Path:
    """Writes the site and returns its first page."""
    return write_page(
        settings, "index.html", "index.html.j2", {"content": gather(settings, stages), "statuses": STATUSES}
    )
