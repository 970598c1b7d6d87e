"""Data Docs and results hold counts, never values, and the pages ask no other host for anything."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from tests.validation.conftest import Bench, Row, contract, rule

SECRETS = ("3113011239", "secret_code", "8675309")
RULES = (
    rule("pattern", "pgf", pattern="[0-9]+"),
    rule("cpr_date", "pnr"),
    rule("no_overlap", "pnr", "start", "slut"),
    rule("range", "antal", minimum=0, maximum=9),
)


@pytest.fixture
def failing(bench: Bench) -> Bench:
    bad = Row(pnr=SECRETS[0], pgf=SECRETS[1], kom=SECRETS[1], koen=int(SECRETS[2]), antal=int(SECRETS[2]))
    bench.load(bad, bad, bad)
    return bench


def test_no_value_leaves_the_validation(
    failing: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, "great_expectations")
    broken = contract(*RULES, rule("sql", failing="cast(pgf as integer) > 1"))
    told = [str(failing.validate(contract(*RULES), docs=tmp_path)), str(failing.validate(broken, docs=tmp_path))]
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) == 1 + 2, "the list, and a page for each validation"
    told += [page.read_text(encoding="utf-8") for page in pages] + [caplog.text, *capfd.readouterr()]
    assert "ConversionException" in "".join(told)
    for secret in SECRETS:
        assert not any(secret in text for text in told)


def test_pages_stay_offline_and_say_what_failed(failing: Bench, tmp_path: Path) -> None:
    failing.validate(contract(*RULES), docs=tmp_path)
    (page,) = tmp_path.glob("proeve/*_rows.html")
    text = page.read_text(encoding="utf-8")
    assert "koen: koden findes i listen 1, 2" in text
    assert "3 unexpected values found" in text
    for html in tmp_path.rglob("*.html"):
        markup = html.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", markup)
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", markup)
        assert "<script" not in markup


def test_every_link_leads_to_a_page_and_older_validations_stay(failing: Bench, tmp_path: Path) -> None:
    for _ in range(2):
        failing.validate(docs=tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    home, *links = re.findall(r'href="([^"]+)"', index)
    assert home == "../index.html"  # the report, which leads here
    assert len(links) == 2
    assert all((tmp_path / link).is_file() for link in links)
    for link in links:
        assert 'href="../index.html"' in (tmp_path / link).read_text(encoding="utf-8")
