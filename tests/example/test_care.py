"""Childcare, notifications, births and health registers tell of the same children as the population register."""

from __future__ import annotations

import pytest

from .conftest import Query


def _one(query: Query, sql: str) -> int:
    ((value,),) = query(sql)
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("source", ["boernfb", "buu", "ftbarn", "ssko", "syap", "syhb"])
def test_people_are_in_the_population_register(query: Query, source: str) -> None:
    unknown = _one(query, f"select count(*) from (select distinct pnr from {source}) anti join bef using (pnr)")
    # Some leave the country between two snapshots; an unborn child's mother may have her first child then.
    assert unknown <= 0.03 * _one(query, f"select count(distinct pnr) from {source}")


def test_childcare_is_for_children_before_school_and_no_more_than_a_place(query: Query) -> None:
    assert _one(query, """
        select count(*) from boernfb join (select pnr, min(foed_dag) as born from bef group by pnr) using (pnr)
        where not (aar - year(born) between 0 and 8)""") == 0  # fmt: skip
    assert _one(query, "select count(*) from boernfb where fuldtidsenhed > 1") == 0


def test_notifications_are_about_children_or_on_mothers_to_be(query: Query) -> None:
    assert _one(query, "select count(*) from buu where ufoedt = 0 and alder > 17") == 0
    assert _one(query, "select count(*) from buu where ufoedt = 1 and koen = 1") == 0
    assert _one(query, "select count(*) from buu where ufoedt = 1") > 0


def test_births_agree_with_the_population_register_on_date_and_mother(query: Query) -> None:
    assert _one(query, """
        select count(*) from ftbarn join bef using (pnr)
        where ftbarn.foed_dag <> bef.foed_dag or ftbarn.mor2 <> bef.mor_id""") == 0  # fmt: skip


def test_a_diagnosis_has_its_contact_in_the_same_delivery_but_for_the_edge_case(query: Query) -> None:
    lost = query("select distinct recnum from uaf_diag anti join uaf_adm using (recnum, _period)")
    assert lost == [("edge-166",)]
    assert _one(query, "select count(*) from uaf_adm where year(d_inddto) > cast(_period as int)") == 0
    assert _one(query, "select count(*) from (select recnum from uaf_adm group by recnum having count(*) > 1)") > 0
