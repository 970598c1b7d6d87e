"""Absence, wellbeing, decisions, interventions, the staff survey, and the two tables that put figures side by side."""

from tests.reconciliation.identity import (
    Identity,
    change,
    drop,
    parts_are_the_whole,
    parts_bound_the_whole,
    same_groups,
)

ITEMS = "n_1 + n_2 + n_3 + n_4 + n_5"
PROFILE = "marts.institution_profile"
# A calendar year stands beside the school year that begins in it.
BEGINNING = "year || '/' || (year + 1)"
SCHOOL = "select municipality_code, instnr, school_year"
# Column of the profile → the rows of the table and the column that it repeats.
PROFILED = {
    "absence_pupils": f"{SCHOOL}, pupils from marts.absence where stage = 'all'",
    "mean_absence": f"{SCHOOL}, mean_absence from marts.absence where stage = 'all'",
    "wellbeing_mean": f"{SCHOOL}, mean from marts.wellbeing_indicator where indicator = 'general'",
    "low_academic": f"{SCHOOL}, low from marts.wellbeing_indicator where indicator = 'faglig'",
    "school_joy": f"{SCHOOL}, headline_n from marts.wellbeing_item where headline = 'school_joy'",
    "bullied": f"{SCHOOL}, headline_n from marts.wellbeing_item where headline = 'bullying'",
    "autumn_decisions": """
        select municipality_code, instnr, half_year[:4] || '/' || (half_year[:4]::int + 1), decisions
        from marts.support_decisions where half_year like '%H2'""",
    "spring_decisions": """
        select municipality_code, instnr, (half_year[:4]::int - 1) || '/' || half_year[:4], decisions
        from marts.support_decisions where half_year like '%H1'""",
    "inclusion_pool": f"select municipality_code, instnr, {BEGINNING}, inklusionspulje from marts.inclusion_funds",
    "unbound_funds": f"select municipality_code, instnr, {BEGINNING}, unbound from marts.inclusion_funds",
    "lowest_risk": f"{SCHOOL}, pupils from marts.risk_distribution where bin = 0",
}
EVERY_FIGURE = " union all ".join(
    f"select * from ({figure}) as one(municipality_code, instnr, school_year, figure)" for figure in PROFILED.values()
)
# A figure of the follow-up sheet → where it stands.
FOLLOWED = """
    select 'segregation_rate' as source_table, 'segregation_rate' as measure, denominator_scope as subject,
        municipality_code, school_year as period, segregation_rate as figure
    from marts.segregation_rate where district = 'all'
    union all select 'absence', 'mean_absence', 'all', municipality_code, school_year, mean_absence
    from marts.absence where instnr = 'all' and stage = 'all'
    union all select 'absence', 'high_absence_share', 'all', municipality_code, school_year, high_absence_share
    from marts.absence where instnr = 'all' and stage = 'all'
    union all select 'school_starters', 'rate', 'all', municipality_code, school_year, rate from marts.school_starters
    union all select
        'support_decisions', 'decisions_over_nine_hours', 'all', municipality_code, half_year, decisions_over_nine_hours
    from marts.support_decisions where instnr = 'all'
    union all select 'wellbeing_indicator', 'low_share', indicator, municipality_code, school_year, low_share
    from marts.wellbeing_indicator where instnr = 'all'
    union all select 'wellbeing_item', 'headline_share', headline, municipality_code, school_year, headline_share
    from marts.wellbeing_item where instnr = 'all' and headline is not null
    union all select 'budget_balance', 'balance', 'all', municipality_code, year::text, balance
    from marts.budget_balance
"""

IDENTITIES = (
    Identity(
        "sick, permitted and unpermitted days are all days of absence, for the pupil as for the mean",
        """
        select instnr from core.fct_absence where absent_days <> sick_days + permitted_days + unpermitted_days
        union all
        select instnr from marts.absence where differs(mean_absence, sick + permitted + unpermitted)
        """,
        ("core.fct_absence where unpermitted_days > 0", "marts.absence where unpermitted > 0"),
        (change("core.fct_absence", "absent_days = absent_days + 1"), change("marts.absence", "sick = sick + 0.01")),
    ),
    parts_bound_the_whole(
        "a pupil at two schools is one pupil of the municipality's absence",
        "marts.absence",
        "municipality_code, school_year",
        "instnr",
        "pupils",
        "stage = 'all'",
    ),
    same_groups(
        "pupils with an absence are those with an active day, and those in no stage are those that were not counted",
        "municipality_code, school_year",
        "pupils in_no_stage",
        """
        select municipality_code, school_year, max(pupils) filter (where stage = 'all') as pupils,
            2 * max(pupils) filter (where stage = 'all') - sum(pupils) as in_no_stage
        from marts.absence where instnr = 'all' group by all
        """,
        """
        select municipality_code, school_year, count(*) as pupils, count(*) filter (where stage is null) as in_no_stage
        from (
            select municipality_code, school_year, person_key from core.fct_absence
            group by all having sum(active_days) > 0
        ) left join core.fct_enrolment_on_count_date using (person_key, school_year)
        group by all
        """,
        ("marts.absence where instnr = 'all' and stage <> 'all'", "core.fct_absence"),
        (
            change("marts.absence", "pupils = pupils + 1", "instnr = 'all' and stage = 'all'"),
            change("marts.absence", "pupils = pupils + 1", "instnr = 'all' and stage <> 'all'"),
        ),
    ),
    Identity(
        "pupils with high absence are pupils, and no stage of a school has more than the school",
        """
        select part.* from marts.absence as part left join marts.absence as whole
            on part.municipality_code = whole.municipality_code and part.school_year = whole.school_year
            and part.instnr = whole.instnr and whole.stage = 'all'
        where not coalesce(part.high_absence_pupils <= part.pupils
            and part.high_absence_pupils <= whole.high_absence_pupils and part.pupils <= whole.pupils, false)
        """,
        ("marts.absence where high_absence_pupils > 0 and stage <> 'all'",),
        (change("marts.absence", "high_absence_pupils = pupils + 1"), drop("marts.absence", "stage = 'all'")),
    ),
    parts_are_the_whole(
        "decisions at the schools are the decisions of the municipality",
        "marts.support_decisions",
        "municipality_code, half_year",
        "instnr",
        "decisions decisions_over_nine_hours",
    ),
    Identity(
        "decisions of nine hours and more are decisions",
        "from marts.support_decisions where not decisions_over_nine_hours between 0 and decisions",
        ("marts.support_decisions where decisions_over_nine_hours > 0",),
        (change("marts.support_decisions", "decisions_over_nine_hours = decisions + 1"),),
    ),
    same_groups(
        "every decision in the general area up to the data cut is in one half-year",
        "municipality_code, half_year",
        "decisions decisions_over_nine_hours",
        "from marts.support_decisions where instnr = 'all'",
        """
        select municipality_code,
            year(decision_date) || case when month(decision_date) <= 6 then 'H1' else 'H2' end as half_year,
            count(*) as decisions, count(*) filter (where weekly_hours >= 9) as decisions_over_nine_hours
        from core.fct_decision where is_general_area group by all
        """,
        ("core.fct_decision where is_general_area", "core.fct_decision where not is_general_area"),
        (
            change("marts.support_decisions", "decisions = decisions + 1", "instnr = 'all'"),
            change("core.fct_decision", "is_general_area = true", "not is_general_area"),
            change("core.fct_decision", "weekly_hours = 8.99", "is_general_area and weekly_hours = 9"),
        ),
    ),
    Identity(
        "the four bands hold every respondent once, and low wellbeing is of respondents",
        """
        from marts.wellbeing_indicator
        where band_1 + band_2 + band_3 + band_4 <> respondents or not low between 0 and respondents
            or not mean between 1 and 5
        """,
        ("marts.wellbeing_indicator where low > 0",),
        (
            change("marts.wellbeing_indicator", "band_2 = band_2 + 1"),
            change("marts.wellbeing_indicator", "low = respondents + 1"),
            change("marts.wellbeing_indicator", "mean = 5.1"),
        ),
    ),
    parts_are_the_whole(
        "respondents and bands of the schools are those of the municipality",
        "marts.wellbeing_indicator",
        "municipality_code, school_year, indicator",
        "instnr",
        "respondents low band_1 band_2 band_3 band_4",
    ),
    same_groups(
        "respondents of an indicator are those who answered at least half of it, and their mean is its mean",
        "municipality_code, school_year, indicator",
        "respondents mean",
        "from marts.wellbeing_indicator where instnr = 'all'",
        """
        select municipality_code, school_year, indicator, count(*) as respondents, avg(score::double) as mean
        from core.fct_wellbeing_indicator where score is not null group by all
        """,
        ("marts.wellbeing_indicator where instnr = 'all'", "core.fct_wellbeing_indicator where score is null"),
        (
            change("marts.wellbeing_indicator", "mean = mean - 0.01", "instnr = 'all' and mean > 2"),
            change("core.fct_wellbeing_indicator", "score = 3", "score is null"),
        ),
    ),
    Identity(
        "the five answers to an item hold every respondent once",
        f"from marts.wellbeing_item where {ITEMS} <> respondents or headline_n > respondents",
        ("marts.wellbeing_item where n_5 > 0", "marts.wellbeing_item where headline_n > 0"),
        (
            change("marts.wellbeing_item", "n_1 = n_1 + 1"),
            change("marts.wellbeing_item", "headline_n = respondents + 1", "headline is not null"),
        ),
    ),
    parts_are_the_whole(
        "answers at the schools are those of the municipality",
        "marts.wellbeing_item",
        "municipality_code, school_year, item",
        "instnr",
        "respondents n_1 n_2 n_3 n_4 n_5",
    ),
    same_groups(
        "answers to an item are those given by the grades that are asked, and two items have a headline",
        "municipality_code, school_year, item",
        "respondents headline_n",
        "from marts.wellbeing_item where instnr = 'all'",
        """
        select municipality_code, school_year, item_code as item, count(*) as respondents,
            case any_value(item_code) when 'sp01' then count(*) filter (where answer >= 4)
                when 'sp06' then count(*) filter (where answer >= 3) end as headline_n
        from core.fct_wellbeing_answer where grade between 4 and 9 group by all
        """,
        (
            "marts.wellbeing_item where headline is not null",
            "core.fct_wellbeing_response where grade not between 4 and 9",
        ),
        (
            change("marts.wellbeing_item", "respondents = respondents + 1", "instnr = 'all'"),
            change("marts.wellbeing_item", "headline_n = headline_n + 1", "instnr = 'all' and headline is not null"),
            change("core.fct_wellbeing_response", "grade = 6", "grade < 4 and sp01 is not null"),
        ),
    ),
    same_groups(
        "every course that has begun is enrolled once, in the year in which it began",
        "municipality_code, intervention, start_year",
        "enrolled finished ongoing",
        "from marts.intervention_outcome",
        """
        select municipality_code, intervention_code as intervention, year(start_date) as start_year,
            count(*) as enrolled,
            count(*) filter (where is_finished) as finished, count(*) filter (where is_ongoing) as ongoing
        from core.fct_intervention group by all
        """,
        ("marts.intervention_outcome", "core.fct_intervention where not is_finished and not is_ongoing"),
        (
            change("marts.intervention_outcome", "enrolled = enrolled + 1"),
            change("core.fct_intervention", "is_finished = true", "not is_finished"),
        ),
    ),
    Identity(
        "who finished was enrolled, and is now in one place at most",
        """
        from marts.intervention_outcome
        where finished + ongoing > enrolled or finished_now_segregated + finished_now_general > finished
        """,
        (
            "marts.intervention_outcome where finished_now_general > 0",
            "marts.intervention_outcome where finished_now_segregated > 0",
        ),
        (
            change("marts.intervention_outcome", "ongoing = enrolled + 1"),
            change("marts.intervention_outcome", "finished_now_general = finished + 1"),
        ),
    ),
    Identity(
        "who gave an answer answered the question: one answer each, or at least one where several may be chosen",
        """
        select municipality_code, year, question, group_kind, group_value
        from marts.staff_survey group by all
        having max(n) > max(respondents) or min(respondents) <> max(respondents) or sum(n) < max(respondents)
            or (sum(n) > max(respondents) and question not in (
                select question_code from core.fct_survey_answer where choice is not null))
        """,
        (
            "marts.staff_survey",
            "core.fct_survey_answer where choice is null",
            "core.fct_survey_answer where choice is not null",
        ),
        (
            change("marts.staff_survey", "n = respondents + 1"),
            change("marts.staff_survey", "respondents = respondents + 1", "n < respondents"),
            change("marts.staff_survey", "n = n + 1", "question = 'q01' and n < respondents"),
        ),
    ),
    same_groups(
        "professions together, and schools together, are everybody who gave the answer",
        "municipality_code, year, question, answer, group_kind",
        "n",
        """
        select municipality_code, year, question, answer, group_kind, sum(n) as n
        from marts.staff_survey where group_kind <> 'all' group by all
        """,
        """
        select municipality_code, year, question, answer, part.group_kind, n
        from marts.staff_survey cross join (values ('faggruppe'), ('school')) as part(group_kind)
        where staff_survey.group_kind = 'all'
        """,
        ("marts.staff_survey where group_kind = 'school'", "marts.staff_survey where group_kind = 'faggruppe'"),
        (
            change("marts.staff_survey", "n = n + 1", "group_kind = 'school'"),
            drop("marts.staff_survey", "group_kind = 'faggruppe'"),
        ),
    ),
    same_groups(
        "the invited beside the answers are those who were invited",
        "municipality_code, year, group_kind, group_value",
        "invited",
        """
        select distinct municipality_code, year, group_kind, group_value, invited from marts.staff_survey
        where invited is not null
        """,
        """
        select municipality_code, year, group_kind, group_value, invited
        from (
            select municipality_code, year, 'all' as group_kind, 'all' as group_value, sum(invited_count) as invited
            from core.fct_survey_invited group by all
            union all select municipality_code, year, 'faggruppe', profession, sum(invited_count)
            from core.fct_survey_invited group by all
            union all select municipality_code, year, 'school', main_instnr, sum(invited_count)
            from core.fct_survey_invited group by all
        ) semi join marts.staff_survey using (municipality_code, year, group_kind, group_value)
        """,
        ("marts.staff_survey where invited is not null", "core.fct_survey_invited"),
        (change("marts.staff_survey", "invited = invited + 1"), drop("core.fct_survey_invited")),
    ),
    same_groups(
        "a thematic follow-up has a row for every date and initiative, with every kind of data that was delivered",
        "municipality_code, date, initiative",
        "kinds",
        """
        select municipality_code, date, initiative, coalesce(len(string_split(data_kind, ', ')), 0) as kinds
        from marts.thematic_follow_up
        """,
        """
        select municipality_code, date_text as date, initiative, count(data_kind) as kinds
        from core.fct_follow_up group by all
        """,
        ("marts.thematic_follow_up where data_kind is null", "core.fct_follow_up where data_kind is not null"),
        (drop("marts.thematic_follow_up"), drop("core.fct_follow_up", "data_kind is not null")),
    ),
    Identity(
        "the follow-up sheet shows the figures of the tables that it names",
        f"""
        with figure as ({FOLLOWED})
        select sheet.municipality_code, sheet.follow_up, sheet.indicator from marts.follow_up_status as sheet
        left join figure as newest using (source_table, measure, subject, municipality_code, period)
        left join figure as previous
            on sheet.source_table = previous.source_table and sheet.measure = previous.measure
            and sheet.subject = previous.subject and sheet.municipality_code = previous.municipality_code
            and sheet.previous_period = previous.period
        left join figure as country
            on sheet.source_table = country.source_table and sheet.measure = country.measure
            and sheet.subject = country.subject and country.municipality_code = 'all' and sheet.period = country.period
        where newest.figure is null or differs(sheet.value, newest.figure)
            or differs(sheet.previous_value, previous.figure)
            or differs(sheet.change, sheet.value - sheet.previous_value)
            or (sheet.national_value is not null and differs(sheet.national_value, country.figure))
        """,
        ("marts.follow_up_status where national_value is not null", "marts.follow_up_status where change <> 0"),
        tuple(
            change("marts.follow_up_status", f"{name} = {name} + 1", f"{name} is not null")
            for name in ("value", "previous_value", "change", "national_value")
        ),
    ),
    same_groups(
        "every municipality has every indicator that one of its tables has a figure for",
        "municipality_code, follow_up, indicator",
        "one",
        "select municipality_code, follow_up, indicator, 1 as one from marts.follow_up_status",
        f"""
        select distinct municipality_code, follow_up, indicator, 1 as one
        from ({FOLLOWED}) join core.dim_follow_up_indicator using (source_table, measure, subject)
        where municipality_code <> 'all' and figure is not null
        """,
        ("marts.follow_up_status", "core.dim_follow_up_indicator"),
        (drop("marts.follow_up_status"),),
    ),
    same_groups(
        "the pupils of the institution profiles are all pupils of the count date, and the segregated among them",
        "school_year",
        "pupils segregated",
        f"""
        select school_year, sum(pupils) as pupils, sum(segregated) as segregated from {PROFILE} group by all
        having sum(pupils) > 0
        """,
        """
        select school_year, count(*) as pupils,
            case when bool_or(is_segregated is not null) then count(*) filter (where is_segregated) end as segregated
        from core.fct_pupil_count group by all
        """,
        (f"{PROFILE} where segregated > 0", "core.fct_pupil_count"),
        (change(PROFILE, "pupils = pupils + 1"), change(PROFILE, "segregated = segregated + 1", "segregated > 0")),
    ),
    *(
        Identity(
            f"{name} in the profile of a school is the figure of its table",
            f"""
            select profile.instnr, profile.school_year from {PROFILE} as profile
            left join ({figure}) as figure(municipality_code, instnr, school_year, figure)
                using (municipality_code, instnr, school_year)
            where differs(profile.{name}, figure.figure)
            """,
            (f"{PROFILE} where {name} is not null",),
            (change(PROFILE, f"{name} = {name} + 1", f"{name} is not null"),),
        )
        for name, figure in PROFILED.items()
    ),
    Identity(
        "the staff in the profile of a school is that of its district",
        f"""
        select profile.instnr, profile.school_year from {PROFILE} as profile
        left join (
            select municipality_code, district, {BEGINNING} as school_year, heads, full_time
            from marts.personnel where unit = 'distrikt' and district <> 'all'
        ) as staff using (municipality_code, district, school_year)
        where differs(district_heads, staff.heads) or differs(district_full_time, staff.full_time)
        """,
        (f"{PROFILE} where district_heads is not null",),
        (change(PROFILE, "district_heads = district_heads + 1", "district_heads is not null"),),
    ),
    Identity(
        "every school that a table has a figure of has a profile in that year",
        f"""
        select municipality_code, instnr, school_year
        from ({EVERY_FIGURE})
        where instnr <> 'all' and (instnr, school_year) not in (select (instnr, school_year) from {PROFILE})
        """,
        (PROFILE,),
        (drop(PROFILE, "absence_pupils > 0"), drop(PROFILE, "inclusion_pool > 0")),
    ),
)
