"""Money: what the marts show is what was posted, pooled or planned, and nothing else."""

from tests.reconciliation.identity import Identity, change, drop, parts_are_the_whole, same_groups

COST = "marts.special_education_cost"
POSTED = "core.fct_cost where area = 'special' and is_running_cost"
FUNDS = "inklusionspulje stoettetimer enhedstakst_udlagt enhedstakst_betalt"

IDENTITIES = (
    same_groups(
        "special money by offer and kind is the sum of the postings in scope, in both prices",
        "municipality_code, year, offer_type, kind",
        "amount_current amount_fixed",
        f"from {COST} where offer_type <> 'all'",
        f"""
        select municipality_code, year, offer_type, kind, sum(amount_current) as amount_current,
            sum(amount_fixed) as amount_fixed
        from {POSTED} group by all
        """,
        (f"{COST} where offer_type <> 'all'", POSTED, "core.fct_cost where area = 'special' and not is_running_cost"),
        (
            change(COST, "amount_fixed = amount_fixed + 1", "offer_type <> 'all'"),
            drop("core.fct_cost", "area = 'special' and is_running_cost"),
            change(
                "core.fct_cost",
                "is_running_cost = true",
                "area = 'special' and not is_running_cost and amount_current <> 0",
            ),
        ),
        "money_differs",
    ),
    parts_are_the_whole(
        "money for all special offers is the sum of the offers",
        COST,
        "municipality_code, year, kind",
        "offer_type",
        "amount_current amount_fixed",
        differs="money_differs",
    ),
    Identity(
        "money per helårsbarn is money over helårsbørn, and nobody's in a year that is not over",
        f"""
        from {COST}
        where differs(unit_cost_fixed, case when not is_provisional then amount_fixed / nullif(helaarsboern, 0) end)
        """,
        (f"{COST} where unit_cost_fixed is not null", f"{COST} where is_provisional and helaarsboern > 0"),
        (
            change(COST, "unit_cost_fixed = unit_cost_fixed + 1", "unit_cost_fixed <> 0"),
            change(COST, "unit_cost_fixed = 1", "is_provisional"),
        ),
    ),
    same_groups(
        "accounts, else what is expected, of both areas are the postings of their area",
        "municipality_code, year, area",
        "amount_fixed",
        "from marts.area_cost_index",
        """
        with posted as (
            select municipality_code, year, area,
                sum(amount_fixed) filter (where kind = 'regnskab' and is_over) as accounts,
                sum(amount_fixed) filter (where kind = 'forventet') as expected
            from core.fct_cost join core.dim_year using (year)
            where area in ('almen', 'special') and is_running_cost group by all
        )
        select municipality_code, year, area, coalesce(accounts, expected) as amount_fixed from posted
        where amount_fixed is not null
        """,
        ("marts.area_cost_index where is_expected", "marts.area_cost_index where area = 'almen'"),
        (
            change("marts.area_cost_index", "amount_fixed = amount_fixed + 1"),
            drop("core.fct_cost", "area = 'almen' and kind = 'regnskab' and is_running_cost and year = 2022"),
        ),
        "money_differs",
    ),
    same_groups(
        "the special area's accounts are the same in the index, in the projection and by offer",
        "municipality_code, year",
        "indexed projected",
        """
        select municipality_code, year, index_row.amount_fixed as indexed, observed.amount_fixed as projected
        from (from marts.area_cost_index where area = 'special' and not is_expected) as index_row
        full join (from marts.cost_projection where series = 'observed') as observed using (municipality_code, year)
        """,
        """
        select municipality_code, year, amount_fixed as indexed, amount_fixed as projected
        from marts.special_education_cost
        where offer_type = 'all' and kind = 'regnskab' and not is_provisional
        """,
        (f"{COST} where kind = 'regnskab' and is_provisional", "marts.cost_projection where series = 'observed'"),
        (
            change("marts.cost_projection", "amount_fixed = amount_fixed + 1", "series = 'observed'"),
            change("marts.area_cost_index", "amount_fixed = amount_fixed + 1", "area = 'special' and not is_expected"),
            drop(COST, "offer_type = 'all' and kind = 'regnskab' and not is_provisional"),
        ),
        "money_differs",
    ),
    Identity(
        "the trend lies as much above as below the observed years, and the pupils' trend so per pupil",
        """
        with residual as (
            select municipality_code, trend.series, observed.amount_fixed as amount,
                (observed.amount_fixed - trend.amount_fixed)
                / case when trend.series = 'pupil_adjusted' then pupils else 1 end as residual
            from marts.cost_projection as trend
            join (from marts.cost_projection where series = 'observed') as observed using (municipality_code, year)
            left join (
                select municipality_code, count_year as year, count(*) as pupils
                from core.fct_pupil_residence where in_municipal_offers group by all
            ) using (municipality_code, year)
            where trend.series <> 'observed'
        )
        select municipality_code, series from residual group by all
        having coalesce(abs(sum(residual)), 1e99) > 1e-6 * greatest(1, sum(abs(amount)))
        """,
        (
            "marts.cost_projection where series = 'linear_trend'",
            "marts.cost_projection where series = 'pupil_adjusted'",
        ),
        (
            change(
                "marts.cost_projection",
                "amount_fixed = amount_fixed * 2 + 1000",
                "series = 'linear_trend' and year = 2022",
            ),
            change(
                "marts.cost_projection",
                "amount_fixed = amount_fixed * 1e9",
                "series = 'pupil_adjusted' and year = 2023",
            ),
        ),
    ),
    same_groups(
        "budget and accounts in balance are the special area's postings in the prices of the balance",
        "municipality_code, year",
        "budget_fixed accounts_fixed",
        "from marts.budget_balance",
        f"""
        select municipality_code, year,
            sum(amount_balance_fixed) filter (where kind = 'budget') as budget_fixed,
            sum(amount_balance_fixed) filter (where kind = 'regnskab' and is_over) as accounts_fixed
        from (from {POSTED}) join core.dim_year using (year) group by all
        having budget_fixed is not null or accounts_fixed is not null
        """,
        ("marts.budget_balance where accounts_fixed is not null", "marts.budget_balance where accounts_fixed is null"),
        (
            change("marts.budget_balance", "budget_fixed = budget_fixed + 1"),
            change("marts.budget_balance", "accounts_fixed = 1", "accounts_fixed is null"),
        ),
        "money_differs",
    ),
    Identity(
        "the balance is budget less accounts",
        """
        from marts.budget_balance
        where money_differs(balance, budget_fixed - accounts_fixed)
            or differs(balance_share, balance / nullif(budget_fixed, 0))
        """,
        ("marts.budget_balance where balance is not null",),
        (
            change("marts.budget_balance", "balance = balance + 1", "balance is not null"),
            change("marts.budget_balance", "balance_share = 2", "balance is not null"),
        ),
    ),
    parts_are_the_whole(
        "funds of all schools are the sum of the schools",
        "marts.inclusion_funds",
        "municipality_code, year",
        "instnr",
        f"{FUNDS} unbound",
        differs="money_differs",
    ),
    parts_are_the_whole(
        "pupils of all schools with a pool are the sum of those schools",
        "marts.inclusion_funds",
        "municipality_code, year",
        "instnr",
        "pupils",
        "pupils is not null",
    ),
    same_groups(
        "the four funds of a school are what was pooled for it and its departments",
        "municipality_code, year, instnr, pool",
        "amount",
        f"""
        select municipality_code, year, instnr, pool, amount
        from (unpivot marts.inclusion_funds on {FUNDS.replace(" ", ", ")} into name pool value amount)
        where instnr <> 'all' and amount <> 0
        """,
        """
        select municipality_code, year, main_instnr as instnr, pool, sum(amount_current) as amount
        from core.fct_funding group by all having amount <> 0
        """,
        ("marts.inclusion_funds where instnr <> 'all'", "core.fct_funding"),
        (
            change("marts.inclusion_funds", "stoettetimer = stoettetimer + 1", "instnr <> 'all'"),
            drop("core.fct_funding", "amount_current <> 0"),
        ),
        "money_differs",
    ),
    Identity(
        "unbound funds are what is laid out less the unit rate that is paid",
        """
        from marts.inclusion_funds
        where money_differs(unbound, inklusionspulje + stoettetimer + enhedstakst_udlagt - enhedstakst_betalt)
        """,
        ("marts.inclusion_funds where enhedstakst_betalt <> 0",),
        (change("marts.inclusion_funds", "unbound = unbound + 1"),),
    ),
    same_groups(
        "pupils beside a school's funds are those enrolled there on the count date, wherever they live",
        "year, instnr",
        "pupils",
        "select distinct year, instnr, pupils from marts.inclusion_funds where instnr <> 'all' and pupils is not null",
        """
        select year, instnr, coalesce(enrolled.pupils, 0) as pupils
        from (select distinct year, main_instnr as instnr from core.fct_funding)
        join core.dim_school_year as school_year on year = start_year and is_counted
        left join (
            select count_year, main_instnr, count(*) as pupils from core.fct_enrolment_on_count_date group by all
        ) as enrolled on year = count_year and instnr = main_instnr
        """,
        ("marts.inclusion_funds where pupils > 0", "core.fct_enrolment_on_count_date"),
        (change("marts.inclusion_funds", "pupils = pupils + 1", "instnr <> 'all'"),),
    ),
    parts_are_the_whole(
        "one-off and permanent investments are the whole plan",
        "marts.investment_plan",
        "municipality_code, proposal, year",
        "duration",
        "amount_1000kr",
    ),
    parts_are_the_whole(
        "the proposals are the whole plan",
        "marts.investment_plan",
        "municipality_code, duration, year",
        "proposal",
        "amount_1000kr",
    ),
    same_groups(
        "the plan has the money of its lines in every year, and their mean over the plan's years",
        "municipality_code, year",
        "amount_1000kr",
        "from marts.investment_plan where proposal = 'all' and duration = 'all'",
        """
        with plan as (select municipality_code, count(distinct year) as years from core.fct_investment group by all)
        select municipality_code, year::text as year, sum(amount_1000kr)::double as amount_1000kr
        from core.fct_investment group by all
        union all
        select municipality_code, 'average', sum(amount_1000kr) / max(years) from core.fct_investment
        join plan using (municipality_code) group by all
        """,
        ("marts.investment_plan where year = 'average'", "core.fct_investment"),
        (
            change(
                "marts.investment_plan",
                "amount_1000kr = amount_1000kr + 1",
                "proposal = 'all' and duration = 'all' and year = 'average'",
            ),
            drop("core.fct_investment", "amount_1000kr <> 0"),
        ),
    ),
    Identity(
        "a scenario moves its share of the offer's helårsbørn, at the offer's unit cost, and no more than there are",
        """
        select move.* from marts.reallocation_scenario as move
        left join (from marts.helaarsboern where district = 'all') as place
            on move.municipality_code = place.municipality_code and move.year = place.year
                and from_offer = place.offer_type
        left join (from marts.special_education_cost where kind = 'regnskab') as cost
            on move.municipality_code = cost.municipality_code and move.year = cost.year
                and from_offer = cost.offer_type
        where differs(move.helaarsboern, place.helaarsboern)
            or differs(helaarsboern_moved, share_moved * place.helaarsboern)
            or differs(unit_cost_from, cost.unit_cost_fixed)
            or differs(potential, (unit_cost_from - unit_cost_to) * helaarsboern_moved)
            or not helaarsboern_moved between 0 and place.helaarsboern
        """,
        ("marts.reallocation_scenario where potential is not null",),
        tuple(
            change("marts.reallocation_scenario", f"{name} = {name} + 1", f"{name} is not null")
            for name in ("helaarsboern", "helaarsboern_moved", "unit_cost_from", "potential")
        ),
    ),
    Identity(
        "a scenario starts from the pupils of segregation_rate and takes away what it moves to the general area",
        """
        select move.* from marts.reallocation_scenario as move
        join core.dim_school_year as school_year on move.year = school_year.start_year
        left join (
            from marts.segregation_rate where district = 'all' and denominator_scope = 'municipal_offers'
        ) as rate
            on move.municipality_code = rate.municipality_code and school_year.school_year = rate.school_year
        left join (
            select scenario, municipality_code, year,
                sum(helaarsboern_moved) filter (where to_offer = 'general') as to_general
            from marts.reallocation_scenario group by all
        ) as moved on move.scenario = moved.scenario and move.municipality_code = moved.municipality_code
            and move.year = moved.year
        where differs(move.pupils, rate.pupils) or differs(move.segregated, rate.segregated)
            or differs(segregation_rate_after, (rate.segregated - coalesce(to_general, 0)) / rate.pupils)
        """,
        ("marts.reallocation_scenario where segregation_rate_after is not null", "core.dim_school_year"),
        (
            change("marts.reallocation_scenario", "pupils = pupils + 1", "pupils is not null"),
            change("marts.reallocation_scenario", "segregation_rate_after = 1", "pupils is not null"),
            drop(
                "marts.segregation_rate",
                "municipality_code = '151' and district = 'all' and denominator_scope = 'municipal_offers'",
            ),
        ),
    ),
    parts_are_the_whole(
        "expected pupils of the districts are those of the municipality",
        "marts.pupil_forecast",
        "municipality_code, year",
        "district",
        "pupils",
    ),
    same_groups(
        "expected pupils are those of the newest forecast, all grades together",
        "municipality_code, year, district",
        "pupils",
        "from marts.pupil_forecast where district <> 'all'",
        "select municipality_code, year, district, sum(pupils) as pupils from core.fct_pupil_forecast group by all",
        ("marts.pupil_forecast where district <> 'all'", "core.fct_pupil_forecast"),
        (change("marts.pupil_forecast", "pupils = pupils + 1", "district <> 'all'"), drop("core.fct_pupil_forecast")),
    ),
    Identity(
        "growth is counted from the first year, and there is one forecast",
        """
        select municipality_code from (
            from marts.pupil_forecast
            select *, arg_min(pupils, year) over (partition by municipality_code, district) as first_pupils
        ) where differs(change_since_first, pupils - first_pupils)
        union all
        select municipality_code from core.fct_pupil_forecast
        group by municipality_code having count(distinct vintage) > 1
        """,
        ("marts.pupil_forecast where change_since_first <> 0",),
        (
            change("marts.pupil_forecast", "change_since_first = change_since_first + 1"),
            change("core.fct_pupil_forecast", "vintage = '1999'"),
        ),
    ),
    parts_are_the_whole(
        "staff of the districts is the staff of the municipality",
        "marts.personnel",
        "municipality_code, year, unit",
        "district",
        "heads full_time",
    ),
    same_groups(
        "printed totals stand as they were printed, beside what is computed, and in no sum",
        "municipality_code, year, unit",
        "heads full_time printed_heads printed_full_time",
        "from marts.personnel where district = 'all'",
        """
        select municipality_code, year, unit,
            sum(heads) filter (where not is_printed_total) as heads,
            sum(full_time) filter (where not is_printed_total) as full_time,
            sum(heads) filter (where is_printed_total) as printed_heads,
            sum(full_time) filter (where is_printed_total) as printed_full_time
        from core.fct_personnel group by all
        """,
        (
            "marts.personnel where district = 'all' and printed_heads <> heads",
            "marts.personnel where district = 'all' and printed_heads is null",
            "core.fct_personnel where is_printed_total",
        ),
        (
            change("marts.personnel", "printed_heads = heads", "district = 'all' and printed_heads <> heads"),
            change("marts.personnel", "heads = printed_heads", "district = 'all' and printed_heads <> heads"),
            drop("core.fct_personnel", "is_printed_total"),
        ),
    ),
)
