"""Writes the passports beside the report: one page a published table, an index, and a page for a cell when asked."""

from __future__ import annotations

import json
from pathlib import Path

from dagster_project.outcomes import Status
from dagster_project.passports.cell import Cell
from dagster_project.passports.figure import Figure, figure, questions
from dagster_project.passports.release import Release, release_of
from dagster_project.report import write_page
from dagster_project.report.states import OF_CHECKS, of_load
from dagster_project.settings import Settings
from dagster_project.warehouse.code_version import digest

FOLDER = "figures"
_TEMPLATES = Path(__file__).with_name("templates")
_STAMP = ".stamp"
_ANSWERS = {"pass": OF_CHECKS[Status.PASS], "warn": OF_CHECKS[Status.WARN], "fail": OF_CHECKS[Status.FAIL]}


def _stamp(release: Release) -> str:
    """What the pages are made from: the same stamp, the same pages."""
    kit = Path(__file__).parent.parent / "report"
    signed = sum(map(len, release.run.sign_offs.values()))
    tables = sorted(release.figures)
    return json.dumps([release.release, digest([Path(__file__).parent, kit]), signed, tables])


def _context(release: Release, found: Figure) -> dict[str, object]:
    subjects = {release.release, *found.load_ids}
    return {
        "figure": found,
        "release": release,
        "of_load": lambda load_id: of_load(release.run, load_id),
        "warned": release.run.warned,
        "checks": release.run.checks,
        "sign_offs": [entry for subject in sorted(subjects) for entry in release.run.sign_offs.get(subject, ())],
        "answers": _ANSWERS,
    }


def write_passports(settings: Settings) -> int:
    """Writes all pages of the release that readers have and returns how many; none when they are written already."""
    release = release_of(settings)
    if release is None:
        return 0
    folder = settings.governance / FOLDER
    stamp = folder / _STAMP
    if stamp.exists() and stamp.read_text(encoding="utf-8") == _stamp(release):
        return 0
    stamp.unlink(missing_ok=True)
    figures = [figure(release, table) for table in sorted(release.figures)]
    written = {
        write_page(settings, f"{FOLDER}/{found.table}.html", _TEMPLATES / "figure.html.j2", _context(release, found))
        for found in figures
    }
    index = {"figures": figures, "release": release, "left_out": _left_out(release)}
    written.add(write_page(settings, f"{FOLDER}/index.html", _TEMPLATES / "index.html.j2", index))
    for page in folder.glob("*.html"):
        if page not in written:
            page.unlink()  # of a table that this release has not, or of a cell of an earlier one
    stamp.write_text(_stamp(release), encoding="utf-8")
    return len(written)


def _left_out(release: Release) -> dict[str, list[str]]:
    """Tables that this release could not have, and the sources that they wait for."""
    return {
        table.removeprefix("published."): sources
        for table, sources in sorted(release.build.left_out.items())
        if table.removeprefix("published.") in questions() and table.startswith("published.")
    }


def write_cell(release: Release, cell: Cell, name: str = "cell") -> Path:
    """The page of one cell; it stays until the next release."""
    context = {**_context(release, cell.figure), "cell": cell}
    return write_page(release.run.settings, f"{FOLDER}/{name}.html", _TEMPLATES / "cell.html.j2", context)
