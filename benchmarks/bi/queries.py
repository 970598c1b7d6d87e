"""Twenty questions as BI tools put them: a source, which is tables and their joins, and a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TABLE = re.compile(r"\b(?:published|core)\.\w+")


@dataclass(frozen=True)
class Query:
    """`source` names tables as readers do; `question` asks only `source`, so a flat file can stand in for it."""

    name: str
    source: str
    question: str

    @property
    def tables(self) -> set[str]:
        return set(_TABLE.findall(self.source))

    def on_tables(self) -> str:
        return f"with source as ({self.source}) {self.question}"

    def on_file(self, path: str) -> str:
        return f"with source as (select * from '{path}') {self.question}"


def _of(table: str) -> str:
    return f"select * from published.{table}"


_SHARE = "sum(segregated) * 1.0 / sum(case when segregated is not null then pupils end)"
_TOTALS = "district = 'all' and denominator_scope = 'municipal_offers'"

PUBLISHED = (
    Query(
        "segregation over time",
        _of("segregation_rate"),
        f"select school_year, {_SHARE} from source where {_TOTALS} and municipality_code <> 'all' "
        "group by 1 order by 1",
    ),
    Query(
        "ten districts furthest from target",
        _of("segregation_rate"),
        "select municipality_code, district, school_year, distance_to_target from source "
        "where distance_to_target is not null and denominator_scope = 'municipal_offers' "
        "order by distance_to_target desc, municipality_code, district, school_year limit 10",
    ),
    Query(
        "change from year to year",
        _of("segregation_rate"),
        "select municipality_code, school_year, segregation_rate - lag(segregation_rate) "
        "over (partition by municipality_code order by school_year) "
        f"from source where {_TOTALS} order by 1, 2",
    ),
    Query(
        "absence by stage and year",
        _of("absence"),
        "select school_year, stage, sum(mean_absence * pupils) / "
        "sum(case when mean_absence is not null then pupils end) from source where instnr = 'all' "
        "group by 1, 2 order by 1, 2",
    ),
    Query(
        "schools with most absence",
        _of("absence"),
        "select instnr, max(high_absence_share) from source where instnr <> 'all' and stage = 'all' "
        "and high_absence_share is not null group by 1 order by 2 desc, 1 limit 20",
    ),
    Query(
        "helårsbørn by offer and year",
        _of("helaarsboern"),
        "select year, offer_type, sum(helaarsboern) from source where district = 'all' and offer_type <> 'all' "
        "group by 1, 2 order by 1, 2",
    ),
    Query(
        "unit cost by offer",
        _of("special_education_cost"),
        "select year, offer_type, sum(amount_fixed) / nullif(sum(helaarsboern), 0) from source "
        "where kind = 'regnskab' and helaarsboern is not null group by 1, 2 order by 1, 2",
    ),
    Query(
        "projection of one municipality",
        _of("cost_projection"),
        "select series, year, amount_fixed from source where municipality_code = '101' order by 1, 2",
    ),
    Query(
        "answers to every item",
        _of("wellbeing_item"),
        "select item, sum(n_1), sum(n_2), sum(n_3), sum(n_4), sum(n_5) from source where instnr <> 'all' "
        "group by 1 order by 1",
    ),
    Query(
        "most given answer to every question",
        _of("staff_survey"),
        "select question, answer, given from (select question, answer, sum(n) as given, row_number() over "
        "(partition by question order by sum(n) desc, answer) as place from source "
        "where group_kind = 'all' and n is not null group by 1, 2) as ranked where place = 1 order by 1",
    ),
    Query(
        "notifications by cause",
        _of("notification"),
        "select cause, year, sum(notifications) from source where cause <> 'all' group by 1, 2 order by 1, 2",
    ),
    Query(
        "segregation beside money",
        "select s.*, c.amount_fixed from published.segregation_rate as s join published.special_education_cost as c "
        "on c.municipality_code = s.municipality_code and c.year = cast(substr(s.school_year, 1, 4) as integer) "
        "and c.offer_type = 'all' and c.kind = 'regnskab'",
        f"select municipality_code, school_year, segregation_rate, amount_fixed / nullif(pupils, 0) from source "
        f"where {_TOTALS} order by 1, 2",
    ),
    Query(
        "absence beside wellbeing, by school",
        "select a.instnr, a.school_year, a.stage, a.mean_absence, w.indicator, w.mean from published.absence as a "
        "join published.wellbeing_indicator as w on w.instnr = a.instnr and w.school_year = a.school_year "
        "and w.municipality_code = a.municipality_code",
        "select indicator, school_year, corr(mean_absence, mean), count(*) from source "
        "where stage = 'all' and instnr <> 'all' group by 1, 2 order by 1, 2",
    ),
)

_MUNICIPALITY = "join core.dim_municipality as m on m.municipality_code = t.municipality_code"
_OFFER = "join core.dim_offer_type as o on o.offer_type = t.offer_type"
STARS = (
    Query(
        "segregation by region",
        f"select t.*, m.region_name_da, y.start_year from published.segregation_rate as t {_MUNICIPALITY} "
        "join core.dim_school_year as y on y.school_year = t.school_year",
        f"select region_name_da, start_year, {_SHARE} from source where {_TOTALS} group by 1, 2 order by 1, 2",
    ),
    Query(
        "helårsbørn by names",
        f"select t.*, m.name_da as municipality, o.name_da as offer, o.sort_order from published.helaarsboern as t "
        f"{_MUNICIPALITY} {_OFFER}",
        "select municipality, sort_order, offer, sum(helaarsboern) from source where district = 'all' "
        "group by 1, 2, 3 order by 1, 2, 3",
    ),
    Query(
        "money by region and kind of offer",
        "select t.*, m.region_name_da, o.is_segregated from published.special_education_cost as t "
        f"{_MUNICIPALITY} {_OFFER}",
        "select region_name_da, is_segregated, year, sum(amount_fixed) from source where kind = 'regnskab' "
        "group by 1, 2, 3 order by 1, 2, 3",
    ),
    Query(
        "waiting by offer and region",
        f"select t.*, m.region_name_da, o.name_da as offer from published.waiting_time as t {_MUNICIPALITY} {_OFFER}",
        "select region_name_da, offer, sum(cases), max(p90_days) from source group by 1, 2 order by 1, 2",
    ),
    Query(
        "absent days by region (fact)",
        "select t.absent_days, t.active_days, m.region_name_da, y.start_year from core.fct_absence as t "
        f"{_MUNICIPALITY} join core.dim_school_year as y on y.school_year = t.school_year",
        "select region_name_da, start_year, sum(absent_days) * 1.0 / sum(active_days) from source "
        "group by 1, 2 order by 1, 2",
    ),
    Query(
        "postings by offer and month (fact)",
        "select t.year, t.month, t.kind, t.is_running_cost, t.amount_fixed, o.name_da as offer "
        f"from core.fct_cost as t {_OFFER}",
        "select offer, year, month, sum(amount_fixed) from source where kind = 'regnskab' and is_running_cost "
        "group by 1, 2, 3 order by 1, 2, 3",
    ),
    Query(
        "segregated pupils by stage and region (fact)",
        f"select t.stage, t.is_segregated, t.in_municipal_offers, t.school_year, m.region_name_da "
        f"from core.fct_pupil_count as t {_MUNICIPALITY}",
        "select region_name_da, stage, school_year, count(*), sum(case when is_segregated then 1 else 0 end) "
        "from source where in_municipal_offers group by 1, 2, 3 order by 1, 2, 3",
    ),
)
QUERIES = PUBLISHED + STARS
