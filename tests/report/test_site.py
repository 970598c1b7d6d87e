"""The kit: what a page of any package gets from it, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from dagster_project.report import write_page
from dagster_project.report.menu import menu
from dagster_project.report.text import share, size
from dagster_project.settings import Settings

TEMPLATE = """{% extends "base.html.j2" %}
{% import "macros.html.j2" as m with context %}
{% block title %}Prøve · Trial{% endblock %}
{% block heading %}{{ t("Prøve", "Trial") }}{% endblock %}
{% block content %}{% call m.table(("Rækker", "Rows"), [("Navn", "Name")]) %}
<tr><th scope="row">{{ name }}</th></tr>
{% endcall %}{% endblock %}"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "trial.html.j2"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_a_template_of_another_package_gets_the_frame_and_both_languages(settings: Settings, template: Path) -> None:
    html = write_page(settings, "deep/trial.html", template, {"name": "bef"}).read_text(encoding="utf-8")
    assert '<span lang="da">Prøve</span><span lang="en">Trial</span>' in html
    assert 'href="../index.html"' in html
    assert "<caption" in html


def test_what_is_put_in_is_escaped(settings: Settings, template: Path) -> None:
    html = write_page(settings, "trial.html", template, {"name": "<script>alert(1)</script>"}).read_text("utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_what_looks_like_a_person_number_is_dotted_out(settings: Settings, template: Path) -> None:
    html = write_page(settings, "trial.html", template, {"name": "referat 010170-1234.csv"}).read_text("utf-8")
    assert "010170" not in html
    assert "referat ·" in html


def test_a_page_that_cannot_be_made_leaves_the_older_one(settings: Settings, template: Path) -> None:
    page = write_page(settings, "trial.html", template, {"name": "bef"})
    before = page.read_text("utf-8")
    with pytest.raises(UndefinedError):
        write_page(settings, "trial.html", template, {})
    assert page.read_text("utf-8") == before
    assert [path.name for path in settings.governance.iterdir()] == ["trial.html"]


def test_the_menu_lists_a_page_once_it_is_there(settings: Settings, template: Path) -> None:
    assert "article30.html" not in [entry.path for entry in menu(settings)]
    write_page(settings, "article30.html", template, {"name": "bef"})
    assert "article30.html" in [entry.path for entry in menu(settings)]


def test_figures_have_each_languages_decimal_mark() -> None:
    assert share(0.0345) == '<span lang="da">3,5\u202f%</span><span lang="en">3.5\u202f%</span>'
    assert "&lt;0,1" in share(0.00001)
    assert share(0.0).startswith('<span lang="da">0,0')
    assert "1,7\u202fMB" in size(1_670_000)
