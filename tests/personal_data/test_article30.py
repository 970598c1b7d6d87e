"""The record of processing says of every source with personal data why, about whom, on what basis and how long."""

import pytest

from dagster_project.contracts import load_contracts
from dagster_project.report.site import environment
from dagster_project.safeguards.article30 import _activity, article30, processing


@pytest.fixture
def page(settings) -> str:
    return article30(settings).read_text("utf-8")


def test_every_source_stands_on_the_page_in_both_languages(page):
    for contract in load_contracts().values():
        assert contract.title_en in page
        assert contract.title_da in page
        if contract.holds_persons:
            # as the page writes it: signs escaped
            for words in (contract.purpose_da, contract.purpose_en):
                assert environment().from_string("{{ w }}").render(w=words) in page


def test_what_article_30_asks_for_is_answered(page):
    for words in ("Controller", "Recipients", "Transfers to third countries", "Security measures", "Data subjects"):
        assert words in page
    assert "25 years after the end of the period" in page
    assert "databeskyttelsesloven § 11" in page


def test_only_what_is_processed_is_claimed():
    said = processing()["legal_basis"]
    assert said["sensitive"] in _activity(load_contracts()["buaf"])["bases"]
    absent = _activity(load_contracts()["boernfb"])
    assert said["sensitive"] not in absent["bases"]
    assert said["identifier"] in absent["bases"]


def test_every_source_with_people_says_who_they_are():
    for contract in load_contracts().values():
        assert bool(contract.subjects) == contract.holds_persons, contract.source
