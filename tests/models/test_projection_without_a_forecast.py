"""The projection of costs is built from postings alone, and follows the forecast as soon as there is one."""

from __future__ import annotations

from collections.abc import Callable

from dagster_project.warehouse.lineage import cannot_be_built
from dagster_project.warehouse.manifest import manifest
from tests.models.conftest import Warehouse

POSTINGS = """
    insert into registers.oekonomi
        (bilag, kom, aar, maaned, art, funktion, dranst, omraade, beloeb, _load_id, _period)
    select year, '151', year, 1, 'regnskab', '3.22.08', '1', 'special', 100, 'a', year
    from range(2022, 2025) as years (year);
"""
SERIES = "select distinct series from marts.cost_projection order by series"


def _build(warehouse: Warehouse, *missing: str) -> None:
    absent = cannot_be_built(manifest(), missing)
    build = warehouse.build("--select", "+cost_projection", *(["--exclude", *absent] if absent else []))
    assert build.returncode == 0, build.stdout


def test_without_pupils_and_forecast_there_are_two_series(warehouse: Warehouse, register: Callable[[str], str]) -> None:
    warehouse.fill(register("oekonomi") + POSTINGS)
    _build(warehouse, "prognose", "bef", "kotre", "institution")
    assert warehouse.query(SERIES) == [("linear_trend",), ("observed",)]


def test_with_both_there_is_a_third(warehouse: Warehouse, register: Callable[[str], str]) -> None:
    sources = ("oekonomi", "prognose", "bef", "kotre", "institution")
    warehouse.fill(
        "".join(map(register, sources))
        + POSTINGS
        + """
        create table registers.person as select 'a' as pnr, cast(1 as bigint) as person_key;
        insert into registers.institution (instnr, navn, insttype, enhedsart, kom, gyldig_fra, _period)
        values ('151001', 'Skolen', 'folkeskole', 'uden_enheder', '151', date '2007-01-01', 'all');
        insert into registers.bef (pnr, referencetid, kom, _period) values ('a', date '2022-09-30', '151', '202209');
        insert into registers.kotre (pnr, elev3_vfra, udd, udel, instnr, _period)
        values ('a', date '2022-08-01', '1114', '21', '151001', '2024');
        insert into registers.prognose (aar, kom, distrikt, klassetrin, elever, _period)
        values (2025, '151', 'Nord', 1, 3, '2024'), (2025, '151', 'Syd', 1, 2, '2024');
        """
    )
    _build(warehouse)
    third = (
        "select year, amount_fixed / 100 > 4 from marts.cost_projection where series = 'pupil_adjusted' order by year"
    )
    assert warehouse.query(third) == [(2022, False), (2023, False), (2024, False), (2025, True)]
