"""Which pages the site has, in the order of its menu; a page that nobody has written yet is not listed."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.report.text import Text
from dagster_project.settings import Settings


@dataclass(frozen=True)
class Entry:
    """One line of the menu: a page by its path under governance/; `always` when every run writes it."""

    path: str
    title: Text
    always: bool = False


MENU = (
    Entry("index.html", Text("Overblik", "Overview"), always=True),
    Entry("publication.html", Text("Offentliggørelse", "Publication"), always=True),
    Entry("figures/index.html", Text("Talpas", "Figure passports")),
    Entry("../figures/index.html", Text("Figurer", "Figures")),
    Entry("article30.html", Text("Artikel 30-fortegnelse", "Article 30 record")),
    Entry("data_docs/index.html", Text("Validering i detaljer", "Validation in detail")),
)


def menu(settings: Settings) -> list[Entry]:
    """The entries that lead somewhere."""
    return [entry for entry in MENU if entry.always or (settings.governance / entry.path).is_file()]
