"""A price index with a hole stops what stands on fixed prices, and says which step is missing."""

from __future__ import annotations

from collections.abc import Callable

from tests.models.conftest import Warehouse

POSTINGS = """
    insert into registers.oekonomi (bilag, kom, aar, maaned, art, funktion, dranst, omraade, beloeb, _load_id, _period)
    values ('1', '151', 2019, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'a', '2019'),
           ('2', '151', 2024, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'b', '2024');
    create table seed_override.pl_index as
    select year_from, year_from + 1 as year_to, 2.5 as rate_pct
    from range(2015, 2025) as years (year_from)
    where year_from not in (2016, 2020);
"""


def test_the_missing_step_is_named_and_nothing_is_priced(warehouse: Warehouse, register: Callable[[str], str]) -> None:
    warehouse.fill(register("oekonomi") + POSTINGS)

    build = warehouse.build("--select", "+fct_cost")

    assert build.returncode == 1, build.stdout
    assert "2020-2021" in build.stdout
    assert "2016-2017" not in build.stdout, "no posting needs this step"
    assert "fct_cost" not in warehouse.tables()
