"""The site's kit: `write_page` gives a template the house's frame and puts the page in place in one step.

A template extends `base.html.j2`, imports `macros.html.j2` for tables, marks and charts, and says every text twice with
`t("Kilde", "Source")`. Templates of other packages lie beside their code and are given as a path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from dagster_project.contracts.person_numbers import without_person_numbers
from dagster_project.report.menu import menu
from dagster_project.report.text import both, decimal, moment, number, share, size
from dagster_project.settings import Settings


@cache
def environment() -> Environment:
    """Escapes whatever is not markup already, and refuses a name that the context lacks."""
    made = Environment(
        loader=PackageLoader("dagster_project.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = both
    made.filters.update(number=number, decimal=decimal, share=share, size=size, moment=moment)
    return made


@cache
def _template(template: str | Path) -> Template:
    if isinstance(template, Path):
        return environment().from_string(template.read_text(encoding="utf-8"))
    return environment().get_template(template)


def _unique() -> Callable[[], str]:
    """Ids that occur once on a page."""
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def write_page(settings: Settings, path: str, template: str | Path, context: Mapping[str, Any]) -> Path:
    """Writes governance/<path> and returns it; an older page stays until the new one is whole.

    Counts, names and descriptions only: no value of a personal column may be in the context. What looks like a person
    number all the same is dotted out.
    """
    page = settings.governance / path
    page.parent.mkdir(parents=True, exist_ok=True)
    html = _template(template).render(
        {
            "path": path,
            "root": "../" * path.count("/"),
            "menu": menu(settings),
            "as_of": settings.as_of.isoformat(),
            "written": datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"),
            "unique": _unique(),
            **context,
        }
    )
    beside = page.with_suffix(".tmp")
    beside.write_text(without_person_numbers(html), encoding="utf-8")
    beside.replace(page)
    return page
