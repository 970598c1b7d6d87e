"""Printed tables are delivered as they were printed; funds, staff and forecasts fit the world."""

from __future__ import annotations

from .conftest import Query


def test_the_printed_staff_is_delivered_with_totals_that_do_not_all_agree(query: Query) -> None:
    found = query("""
        select enhed, sum(hoveder) filter (distrikt <> 'I alt'), max(hoveder) filter (distrikt = 'I alt'),
            sum(fuldtid) filter (distrikt <> 'I alt'), max(fuldtid) filter (distrikt = 'I alt')
        from personale where kom = '151' and aar = 2024 group by enhed order by enhed""")
    assert found == [
        ("bfo", 240, 240, 160, 161),
        ("c_bur", 55, 54, 39, 40),
        ("distrikt", 726, 726, 551, 551),
        ("ppr", 27, 26, 15, 16),
    ]


def test_the_printed_investment_plan_is_delivered(query: Query) -> None:
    found = query("""
        select varighed, list(total order by aar), avg(total) from (
            select varighed, aar, sum(beloeb_1000kr) as total from investering where kom = '751' group by all)
        group by varighed order by varighed""")  # fmt: skip
    assert found == [
        ("engang", [4_400, 8_900, 8_900, 4_400], 6_650),
        ("varig", [28_400, 55_000, 55_000, 55_000], 48_350),
    ]


def test_funds_go_to_registered_main_schools_of_the_municipality(query: Query) -> None:
    assert query("""
        select p.instnr from pulje p left join institution i on p.instnr = i.instnr and p.kom = i.kom
        where i.insttype is distinct from 'folkeskole'
            and p.instnr not in ('151997', '151998')""") == []  # fmt: skip


def test_a_forecast_starts_at_the_pupils_there_are(query: Query) -> None:
    (found,) = query("""
        select (select sum(elever) from prognose where aar = 2024 and _period = '2024' and kom = '101')
            / count(distinct pnr)
        from kotre join bef using (pnr) join institution using (instnr)
        where kotre._period = '2024' and bef._period = '202309' and bef.kom = '101'
            and date '2023-09-30' between elev3_vfra and coalesce(elev3_vtil, date '9999-12-31')
            and insttype not in ('privatskole', 'efterskole') and try_cast(udel as int) % 20 <= 10""")
    assert 0.85 < found[0] < 1.15  # type: ignore[operator]
