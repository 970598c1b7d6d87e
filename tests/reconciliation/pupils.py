"""Pupils on the count date: the marts built on them count each pupil of `fct_pupil_count` once, and nobody else."""

from tests.reconciliation.identity import Identity, change, drop, parts_are_the_whole, same_groups

ANSWERED = "core.fct_pupil_count where is_segregated is not null"
SCOPED = """
    select *, 'municipal_offers' as denominator_scope from core.fct_pupil_count
    where is_segregated is not null and in_municipal_offers
    union all
    select *, 'all_schools' as denominator_scope from core.fct_pupil_count
    where is_segregated is not null and in_all_schools
"""
COUNTS = """
    count(*) as pupils,
    count(*) filter (where is_segregated) as segregated,
    count(*) filter (where is_special_education) as special_education
"""
RATES = "marts.segregation_rate"

IDENTITIES = (
    Identity(
        "the pupils who are enrolled on a count date are those who have a district, a residence or none, and an answer",
        """
        select person_key, count_year, count(*) as tables
        from (
            select person_key, count_year from core.fct_enrolment_on_count_date
            union all select person_key, count_year from core.fct_pupil_count
            union all select person_key, count_year from core.fct_pupil_district
            union all select person_key, count_year from core.fct_pupil_residence
        )
        group by person_key, count_year having count(*) <> 4
        """,
        ("core.fct_pupil_count",),
        (drop("core.fct_pupil_district"), drop("core.fct_enrolment_on_count_date")),
    ),
    same_groups(
        "the pupils of a municipality in segregation_rate are those of fct_pupil_count in the scope",
        "municipality_code, school_year, denominator_scope",
        "pupils segregated special_education",
        f"from {RATES} where district = 'all' and municipality_code <> 'all'",
        f"""
        select municipality_code, school_year, denominator_scope, {COUNTS} from ({SCOPED})
        where municipality_code is not null group by all
        """,
        (f"{RATES} where district = 'all' and municipality_code <> 'all'", ANSWERED),
        (
            change(RATES, "pupils = pupils + 1", "district = 'all' and municipality_code <> 'all'"),
            change(RATES, "segregated = segregated + 1", "district = 'all' and municipality_code <> 'all'"),
            drop(
                "core.fct_pupil_count",
                "municipality_code is not null and in_municipal_offers and is_segregated is not null",
            ),
        ),
    ),
    same_groups(
        "a pupil without residence counts in the total, and there alone",
        "school_year, denominator_scope",
        "pupils segregated special_education",
        f"""
        select
            school_year, denominator_scope,
            sum(case when municipality_code = 'all' then pupils else -pupils end) as pupils,
            sum(case when municipality_code = 'all' then segregated else -segregated end) as segregated,
            sum(case when municipality_code = 'all' then special_education else -special_education end)
                as special_education
        from {RATES} where district = 'all' group by all
        """,
        f"""
        select
            school_year, denominator_scope,
            count(*) filter (where municipality_code is null) as pupils,
            count(*) filter (where municipality_code is null and is_segregated) as segregated,
            count(*) filter (where municipality_code is null and is_special_education) as special_education
        from ({SCOPED}) group by all
        """,
        (f"{RATES} where municipality_code = 'all'", f"{ANSWERED} and municipality_code is null and in_all_schools"),
        (
            change(RATES, "pupils = pupils + 1", "municipality_code = 'all'"),
            change(
                "core.fct_pupil_count",
                "municipality_code = '101'",
                "municipality_code is null and in_all_schools and is_segregated is not null",
            ),
        ),
    ),
    parts_are_the_whole(
        "the districts of a municipality have its pupils",
        RATES,
        "municipality_code, school_year, denominator_scope",
        "district",
        "pupils segregated special_education",
        "municipality_code <> 'all'",
    ),
    Identity(
        "who is segregated is in special education, and both are pupils",
        f"from {RATES} where not (0 <= segregated and segregated <= special_education and special_education <= pupils)",
        (f"{RATES} where segregated > 0",),
        (change(RATES, "segregated = special_education + 1"), change(RATES, "special_education = pupils + 1")),
    ),
    Identity(
        "the wider scope holds the narrower one",
        f"""
        select narrow.* from {RATES} as narrow left join {RATES} as wide
            on narrow.municipality_code = wide.municipality_code and narrow.school_year = wide.school_year
            and narrow.district = wide.district and wide.denominator_scope = 'all_schools'
        where narrow.denominator_scope = 'municipal_offers' and not coalesce(
            narrow.pupils <= wide.pupils and narrow.segregated <= wide.segregated
            and narrow.special_education <= wide.special_education, false)
        """,
        (f"{RATES} where denominator_scope = 'municipal_offers'", f"{RATES} where denominator_scope = 'all_schools'"),
        (
            drop(RATES, "denominator_scope = 'all_schools'"),
            change(RATES, "pupils = 0", "denominator_scope = 'all_schools'"),
        ),
    ),
    Identity(
        "the distance to the target and the index follow from the rates",
        f"""
        select * from (
            from {RATES} select *, first_value(segregation_rate) over (
                partition by municipality_code, district, denominator_scope order by school_year) as first_rate
        )
        where differs(distance_to_target, segregation_rate - target_rate)
            or differs(index_since_first, 100 * segregation_rate / nullif(first_rate, 0))
        """,
        (f"{RATES} where target_rate is not null", f"{RATES} where index_since_first <> 100"),
        (change(RATES, "distance_to_target = 1"), change(RATES, "index_since_first = 101", "index_since_first = 100")),
    ),
    Identity(
        "who has returned is still enrolled, and who is still enrolled was referred",
        """
        from marts.return_rate
        where not coalesce(
            returned <= still_enrolled and still_enrolled <= referred, still_enrolled is null and returned is null)
        """,
        ("marts.return_rate where returned > 0", "marts.return_rate where still_enrolled is null"),
        (
            change("marts.return_rate", "returned = still_enrolled + 1", "still_enrolled is not null"),
            change("marts.return_rate", "still_enrolled = referred + 1", "still_enrolled is not null"),
            change("marts.return_rate", "returned = 0", "still_enrolled is null"),
        ),
    ),
    parts_are_the_whole(
        "the two stages together are all who were referred",
        "marts.return_rate",
        "municipality_code, school_year",
        "stage",
        "referred still_enrolled returned",
    ),
    Identity(
        "the municipalities have no more referred pupils than all together, who are referred once in their lives",
        """
        select school_year from marts.return_rate where stage = 'all' group by school_year
        having sum(referred) filter (where municipality_code <> 'all')
            > coalesce(sum(referred) filter (where municipality_code = 'all'), 0)
        union all
        select 'all years' where (
            select sum(referred) from marts.return_rate where stage = 'all' and municipality_code = 'all'
        ) > (select count(distinct person_key) from core.fct_pupil_count where is_segregated)
        """,
        (
            "marts.return_rate where municipality_code = 'all' and stage = 'all'",
            "core.fct_pupil_count where is_segregated",
        ),
        (
            change("marts.return_rate", "referred = referred + 100000", "municipality_code <> 'all' and stage = 'all'"),
            change("marts.return_rate", "referred = referred + 100000", "municipality_code = 'all' and stage = 'all'"),
        ),
    ),
    Identity(
        "school starters are pupils of grade 0, and no child starts twice",
        """
        select municipality_code, school_year, starters, pupils from marts.school_starters
        left join (
            select municipality_code, school_year, count(*) as pupils,
                count(*) filter (where is_segregated) as segregated_pupils
            from core.fct_pupil_count where grade = 0 group by all
        ) using (municipality_code, school_year)
        where not coalesce(starters <= pupils and segregated <= segregated_pupils and segregated <= starters, false)
        union all
        select 'all', 'all', starters, children
        from (select sum(starters) as starters from marts.school_starters)
        cross join (select count(distinct person_key) as children from core.fct_pupil_count where grade = 0)
        where starters > children
        """,
        ("marts.school_starters where segregated > 0", "core.fct_pupil_count where grade = 0"),
        (
            change("marts.school_starters", "starters = 100000"),
            change("marts.school_starters", "segregated = starters + 1"),
        ),
    ),
    Identity(
        "every group of leavers has every occupation, and they add up to the group and to 1",
        """
        select municipality_code, leaving_year, leaver_group from marts.outcome_after_school group by all
        having sum(persons) <> max(group_size) or min(group_size) <> max(group_size) or differs(sum(share), 1)
            or count(*) <> (select count(distinct status_code) from core.dim_employment_status)
        """,
        ("marts.outcome_after_school where persons > 0", "core.dim_employment_status"),
        (
            change("marts.outcome_after_school", "persons = persons + 1"),
            change("marts.outcome_after_school", "share = share + 0.1"),
            drop("marts.outcome_after_school", "persons = 0"),
        ),
    ),
    Identity(
        "no more leavers are followed than have an occupation in that year",
        """
        select leaving_year, sum(persons) as persons from marts.outcome_after_school as mart group by leaving_year
        having sum(persons) > (select count(*) from core.fct_outcome where year = mart.leaving_year + 5)
        """,
        ("marts.outcome_after_school where persons > 0", "core.fct_outcome"),
        (change("marts.outcome_after_school", "persons = 1000000"),),
    ),
    same_groups(
        "risk factors are asked of every pupil in the general schools of the municipality",
        "municipality_code, school_year",
        "pupils fewest",
        """
        select municipality_code, school_year, max(pupils) as pupils, min(pupils) as fewest
        from marts.risk_factor group by all
        """,
        """
        select municipality_code, school_year, count(*) as pupils, count(*) as fewest
        from (
            select municipality_code, school_year from core.fct_pupil_count
            where not is_segregated and in_municipal_offers and municipality_code is not null
            union all
            select 'all', school_year from core.fct_pupil_count where not is_segregated and in_municipal_offers
        ) group by all
        """,
        (
            "marts.risk_factor where municipality_code <> 'all'",
            "core.fct_pupil_count where not is_segregated and in_municipal_offers",
        ),
        (
            change("marts.risk_factor", "pupils = pupils + 1"),
            drop("core.fct_pupil_count", "not is_segregated and in_municipal_offers"),
        ),
    ),
    Identity(
        "every risk factor has a row, no more pupils with it than there are, and autism is a psychiatric diagnosis",
        """
        select municipality_code, school_year from marts.risk_factor group by all
        having count(*) <> (select count(distinct factor) from core.dim_risk_factor) or bool_or(pupils_with > pupils)
            or max(pupils_with) filter (where factor = 'autism_diagnosis')
                > max(pupils_with) filter (where factor = 'psychiatric_diagnosis')
        """,
        ("marts.risk_factor where pupils_with > 0", "core.dim_risk_factor"),
        (
            drop("marts.risk_factor"),
            change("marts.risk_factor", "pupils_with = pupils + 1", "factor = 'notification'"),
            change("marts.risk_factor", "pupils_with = pupils", "factor = 'autism_diagnosis' and pupils_with < pupils"),
        ),
    ),
)
