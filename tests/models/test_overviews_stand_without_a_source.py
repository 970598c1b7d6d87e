"""An overview is built from whatever of its tables there are: an absent source takes nothing but its own figures."""

from __future__ import annotations

from collections.abc import Callable

from tests.models.conftest import Warehouse

TOLERANT = [
    "hidden_pupils",
    "follow_up_status",
    "published_follow_up_status",
    "institution_profile",
    "published_institution_profile",
]
POSTINGS = """
    insert into registers.oekonomi (bilag, kom, aar, maaned, art, funktion, dranst, omraade, beloeb, _load_id, _period)
    values ('1', '151', 2024, 1, 'budget', '3.22.08', '1', 'special', 120, 'a', '2024'),
           ('2', '151', 2024, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'a', '2024');
"""


def test_only_postings_have_arrived(warehouse: Warehouse, register: Callable[[str], str]) -> None:
    warehouse.fill(register("oekonomi") + POSTINGS)

    selection = ["+published_budget_balance", "+dim_follow_up_indicator", *TOLERANT]
    build = warehouse.build("--select", " ".join(selection))

    assert build.returncode == 0, build.stdout
    sheet = warehouse.query("select follow_up, indicator, value > 0 from published.follow_up_status order by all")
    assert sheet == [("june", "budget_balance", True), ("november", "budget_balance", True)]
    assert warehouse.query("select count(*) from published.institution_profile") == [(0,)]
