"""Data Docs: Great Expectations' own page of a validation, made readable without a network, and an index of pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view.view import DefaultJinjaPageView

_STYLE = (Path(__file__).parent / "offline.css").read_text(encoding="utf-8")
_ELSEWHERE = re.compile(
    r"<script\b.*?</script>"
    r"|<link\b[^>]*>"
    r"|<img\b[^>]*>"
    r"|<button\b.*?</button>"
    r"|<p>\s*Stay current.*?</p>",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(r"""\b(?:href|src)=(["'])(?:https?:)?//.*?\1""", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?(?:https?:)?//[^)]*\)", re.IGNORECASE)
_HOME = re.compile(r"""href=(["'])[^"']*index\.html\1""")


def offline(page: str) -> str:
    """The page with our style sheet inside, and without scripts or anything that lies on another host."""
    page = _STYLE_ADDRESS.sub("none", _ADDRESS.sub("", _ELSEWHERE.sub("", page)))
    page = _HOME.sub('href="../index.html"', page)
    return page.replace("</head>", f"<style>{_STYLE}</style></head>", 1)


@cache
def _view() -> Any:
    """One view for all pages: each new one would compile its templates again, which costs more than a validation."""
    return DefaultJinjaPageView()


def write_page(site: Path, source: str, view: str, result: Any) -> None:
    """Adds the page of one validation to the site. The result must hold counts only."""
    document = ValidationResultsPageRenderer(run_info_at_end=True).render(result)
    page = offline(_view().render(document))
    folder = site / source
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z_{view}.html").write_text(page, encoding="utf-8")
    write_index(site)


def write_index(site: Path) -> None:
    """The list of all validations, newest first within a source: what an earlier run said stays readable."""
    rows = [
        f"<tr><td>{escape(page.parent.name)}</td><td>{moment}</td>"
        f'<td><a href="{escape(page.relative_to(site).as_posix())}">{view}</a></td></tr>'
        for source in sorted(folder for folder in site.iterdir() if folder.is_dir())
        for page in sorted(source.glob("*.html"), reverse=True)
        for moment, _, view in [page.stem.partition("_")]
    ]
    (site / "index.html").write_text(
        '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Data Docs</title>'
        f"<style>{_STYLE}</style></head><body><div class='container-fluid'><h1>Data Docs</h1>"
        '<p><a href="../index.html">Rapporten · The report</a></p><table>'
        "<thead><tr><th>Kilde · Source</th><th>Tidspunkt · Time (UTC)</th><th>Validering · Validation</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div></body></html>",
        encoding="utf-8",
    )
