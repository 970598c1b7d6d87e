"""A written site and a real browser on it, from the file system and without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dagster_project.figures import write_figures
from dagster_project.publish.readers import READERS_FILE
from dagster_project.settings import Settings
from tests.figures.world import write_published

_SWITCHES = "--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run"


def settings_of(folder: Path) -> Settings:
    return Settings(folder / "landing", folder / "my out", date(2024, 12, 31))


@pytest.fixture(scope="session")
def readers_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("release") / "published" / READERS_FILE
    write_published(path)
    return path


@pytest.fixture
def settings(tmp_path, readers_file) -> Settings:
    """A release of its own, not drawn yet."""
    found = settings_of(tmp_path)
    found.published.mkdir(parents=True)
    shutil.copy(readers_file, found.published)
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory, readers_file) -> Settings:
    settings = settings_of(tmp_path_factory.mktemp("site"))
    settings.published.mkdir(parents=True)
    shutil.copy(readers_file, settings.published)
    assert write_figures(settings) == settings.out / "figures" / "index.html"
    return settings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_SWITCHES.split())
        yield found
        found.close()


@dataclass
class Reader:
    """Somebody with the page open; keeps what went wrong and what was asked for."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, place: str, language: str = "da") -> Reader:
        """A figure by its address, drawn."""
        if self.page.url.split("#")[0] != self.address:
            self.page.goto(f"{self.address}#{place}")
        else:
            self.page.evaluate("place => { location.hash = place; }", place)
        return self.say(language)

    def say(self, language: str) -> Reader:
        self.page.evaluate("value => document.querySelector(`input[value=${value}]`).click()", language)
        self.page.wait_for_function(
            "() => document.getElementById('figure-' + location.hash.slice(1).split('?')[0]).dataset.ready"
            " === location.hash + ' ' + plads.language()"
        )
        return self

    def all(self, selector: str) -> list[str]:
        """Texts of what is seen under a selector, of the figure that is open."""
        return self.page.locator(f"section.figure:not([hidden]) {selector}").all_text_contents()

    def ask(self, script: str, *words: object) -> Any:
        return self.page.evaluate(script, *words)

    def choose(self, column: str, value: str) -> Reader:
        before = self.page.url
        self.page.locator(f'section.figure:not([hidden]) select[name="{column}"]').select_option(value)
        self.page.wait_for_function("before => location.href !== before", arg=before)
        return self.say(self.ask("plads.language()"))

    def table(self) -> list[list[str]]:
        """The rows of the table below the figure."""
        rows = "section.figure:not([hidden]) details.rows"
        self.page.eval_on_selector(rows, "details => { details.open = true; details.ontoggle(); }")
        return self.ask(
            "() => Array.from(document.querySelectorAll('section.figure:not([hidden]) details.rows tbody tr'),"
            " row => Array.from(row.cells, cell => cell.textContent))"
        )

    def download(self, button: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.click(f"section.figure:not([hidden]) button.{button}")
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path


@pytest.fixture
def reader(site, browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    page = context.new_page()
    found = Reader(page, (site.out / "figures" / "index.html").as_uri())
    page.on("pageerror", lambda error: found.faults.append(str(error)))
    page.on("console", lambda said: found.faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda request: found.asked.append(request.url))
    yield found
    assert found.faults == []
    assert [url for url in found.asked if not url.startswith(("file://", "blob:", "data:"))] == []
    context.close()
