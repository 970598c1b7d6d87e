"""Days in offers, waiting, intermediate forms, placements, measures, notifications and childcare."""

from tests.reconciliation.identity import (
    Identity,
    change,
    drop,
    parts_are_the_whole,
    parts_bound_the_whole,
    same_groups,
)

PLACES = "marts.helaarsboern"
SPECIAL = "select offer_type from core.dim_offer_type where is_special"
CHILD_DAYS = "(from core.fct_helaarsboern union all from core.fct_helaarsboern_total)"
YEAR_LENGTH = "select year, date_diff('day', first_date, cut_date) + 1 as days_so_far from core.dim_year"

IDENTITIES = (
    Identity(
        "no child has more days in an offer, or in a group of placement sites, than the year has had",
        f"""
        select child.* from (
            select person_key, year, offer_type as what, days from {CHILD_DAYS}
            union all select person_key, year, placement_group, days from core.fct_placement_year
        ) as child
        left join ({YEAR_LENGTH}) as calendar on child.year = calendar.year
        where not coalesce(days between 1 and days_so_far, false)
        """,
        ("core.fct_helaarsboern", "core.fct_helaarsboern_total", "core.fct_placement_year"),
        (
            change("core.fct_helaarsboern", "days = 367"),
            change("core.fct_helaarsboern_total", "days = 0"),
            change("core.fct_placement_year", "days = 367"),
            change("core.fct_helaarsboern", "days = 365", "year = (select max(year) from core.fct_helaarsboern)"),
        ),
    ),
    same_groups(
        "children and days of a row in helaarsboern are those of the children in it, each of them once",
        "municipality_code, year, district, offer_type",
        "children days",
        f"from {PLACES}",
        f"""
        select paying_municipality_code as municipality_code, year, district, offer_type,
            count(distinct person_key) as children, sum(days) as days
        from {CHILD_DAYS} group by all
        """,
        (PLACES, "core.fct_helaarsboern", "core.fct_helaarsboern_total"),
        (change(PLACES, "days = days + 1"), change(PLACES, "children = children + 1"), drop("core.fct_helaarsboern")),
    ),
    Identity(
        "helårsbørn are days over the days of the whole year",
        """
        select * from (
            select year, days, helaarsboern from marts.helaarsboern
            union all select year, days, helaarsboern from marts.placement
            union all select year, days, helaarsboern from marts.intermediate_forms
        ) left join core.dim_year using (year)
        where differs(helaarsboern * day_count, days)
        """,
        (PLACES, "marts.placement", "marts.intermediate_forms", f"{PLACES} where is_provisional"),
        (
            change(PLACES, "helaarsboern = helaarsboern + 1"),
            change("marts.placement", "days = days + 1"),
            drop("core.dim_year", "year = 2023"),
        ),
    ),
    parts_bound_the_whole(
        "a day in two districts is one day in the municipality",
        PLACES,
        "municipality_code, year, offer_type",
        "district",
        "children days",
    ),
    parts_bound_the_whole(
        "a day in two special offers is one day in all of them",
        PLACES,
        "municipality_code, year, district",
        "offer_type",
        "children days",
        f"(offer_type = 'all' or offer_type in ({SPECIAL}))",
    ),
    Identity(
        "where no child is in two special offers at once, all special offers have the days of each",
        f"""
        select municipality_code, year from {PLACES} as place
        where district = 'all' and not exists (
            from governance.offer_overlap as overlap
            where overlap.municipality_code = place.municipality_code
                and place.year between year(first_date) and year(last_date)
        )
        group by all
        having sum(days) filter (where offer_type = 'all')
            is distinct from sum(days) filter (where offer_type in ({SPECIAL}))
        """,
        (f"{PLACES} where offer_type = 'all'", "governance.offer_overlap"),
        (
            "delete from governance.offer_overlap",
            f"update {PLACES} set days = days + 1 where district = 'all' and offer_type = 'specialskole'",
        ),
    ),
    same_groups(
        "helårsbørn beside the money are those of the municipality",
        "municipality_code, year, offer_type",
        "helaarsboern",
        "select distinct municipality_code, year, offer_type, helaarsboern from marts.special_education_cost",
        """
        select municipality_code, year, offer_type, coalesce(place.helaarsboern, 0) as helaarsboern
        from (select distinct municipality_code, year, offer_type from marts.special_education_cost)
        left join (from marts.helaarsboern where district = 'all') as place using (municipality_code, year, offer_type)
        """,
        ("marts.special_education_cost where helaarsboern > 0",),
        (change("marts.special_education_cost", "helaarsboern = helaarsboern + 1"),),
    ),
    same_groups(
        "a level of intermediate forms that is one offer has the children and days of that offer",
        "municipality_code, year, level",
        "children days",
        """
        from marts.intermediate_forms where cluster = 'all' and level in (
            select intermediate_level from core.dim_offer_type group by intermediate_level having count(*) = 1)
        """,
        """
        select municipality_code, year, intermediate_level as level, children, days
        from marts.helaarsboern join core.dim_offer_type using (offer_type)
        where district = 'all' and intermediate_level in (
            select intermediate_level from core.dim_offer_type group by intermediate_level having count(*) = 1)
        """,
        ("marts.intermediate_forms where level in (1, 3, 4)", f"{PLACES} where offer_type = 'gruppeordning'"),
        (
            change("marts.intermediate_forms", "days = days + 1", "cluster = 'all' and level = 4"),
            change(PLACES, "children = children + 1", "district = 'all' and offer_type = 'mellemform_klasse'"),
        ),
    ),
    parts_bound_the_whole(
        "a child in two clusters is one child in all of them",
        "marts.intermediate_forms",
        "municipality_code, year, level",
        "cluster",
        "children days",
    ),
    parts_are_the_whole(
        "cases of all types are the cases of each",
        "marts.waiting_time",
        "municipality_code, year",
        "offer_type",
        "cases started still_waiting",
    ),
    same_groups(
        "every referral up to the data cut is one case, started or waiting",
        "municipality_code, year",
        "cases ended_or_not",
        """
        select municipality_code, year, cases, started + still_waiting as ended_or_not
        from marts.waiting_time where offer_type = 'all'
        """,
        """
        select paying_municipality_code as municipality_code, year, count(*) as cases, count(*) as ended_or_not
        from core.fct_visitation join core.dim_year on year(referral_date) = year and referral_date <= cut_date
        group by all
        """,
        ("marts.waiting_time where still_waiting > 0", "core.fct_visitation where start_date is null"),
        (
            change("marts.waiting_time", "still_waiting = still_waiting + 1", "offer_type = 'all'"),
            drop("core.fct_visitation", "referral_date < date '2024-01-01'"),
        ),
    ),
    Identity(
        "half of the cases wait no longer than nine of ten, and nobody's wait is known where nobody has started",
        """
        from marts.waiting_time where median_days > p90_days or (started = 0) <> (median_days is null)
            or (median_days is null) <> (p90_days is null)
        """,
        ("marts.waiting_time where started > 1",),
        (
            change("marts.waiting_time", "median_days = p90_days + 1", "started > 0"),
            change("marts.waiting_time", "median_days = null", "started > 0"),
        ),
    ),
    parts_are_the_whole(
        "placements that began and ended in a group of sites began and ended in all of them",
        "marts.placement",
        "municipality_code, year",
        "placement_group",
        "started ended",
    ),
    parts_bound_the_whole(
        "a child in two groups of placement sites is one child in all of them",
        "marts.placement",
        "municipality_code, year",
        "placement_group",
        "children_end_of_year days",
    ),
    same_groups(
        "every placement that began by the data cut began in one year of one municipality",
        "municipality_code, year",
        "started",
        "select municipality_code, year, started from marts.placement where placement_group = 'all' and started > 0",
        """
        select municipality_code, year(start_date) as year, count(*) as started
        from core.fct_placement
        where counted_end_date is not null and year(start_date) in (select year from core.dim_year)
        group by all
        """,
        ("marts.placement where started > 0", "core.fct_placement"),
        (
            change("marts.placement", "started = started + 1", "placement_group = 'all'"),
            drop("core.fct_placement", "start_date > date '2022-01-01' and start_date < date '2024-01-01'"),
        ),
    ),
    Identity(
        "children placed with consent are children whose ground is known, and those are placed",
        """
        from marts.placement
        where not (consent_children <= known_consent_children and known_consent_children <= children_end_of_year)
        """,
        ("marts.placement where consent_children > 0",),
        (
            change("marts.placement", "consent_children = known_consent_children + 1"),
            change("marts.placement", "known_consent_children = children_end_of_year + 1"),
        ),
    ),
    same_groups(
        "measures that began in a year are those of the register that have a group",
        "municipality_code, year, measure_group",
        "started",
        "from marts.preventive_measure where started > 0",
        """
        select municipality_code, year, measure_group, count(*) as started
        from core.fct_measure join core.dim_year on start_date between first_date and cut_date
        where measure_group is not null group by all
        """,
        ("marts.preventive_measure where started > 0", "core.fct_measure where measure_group is not null"),
        (
            change("marts.preventive_measure", "started = started + 1"),
            drop("core.fct_measure", "measure_group is not null and year(start_date) = 2022"),
        ),
    ),
    same_groups(
        "the notifiers' notifications are all notifications, each of them once, also those without a cause",
        "municipality_code, year",
        "notifications",
        """
        select municipality_code, year, sum(notifications) as notifications from marts.notification
        where cause = 'all' group by all
        """,
        """
        select municipality_code, year, count(*) as notifications
        from core.fct_notification join core.dim_year on year(notification_date) = year
            and notification_date <= cut_date
        group by all
        """,
        ("marts.notification where cause = 'all' and notifier = 'unknown'", "core.fct_notification"),
        (
            change("marts.notification", "notifications = notifications + 1", "cause = 'all'"),
            drop("core.fct_notification"),
        ),
    ),
    same_groups(
        "a notification counts in each of its causes",
        "cause",
        "notifications",
        "select cause, sum(notifications) as notifications from marts.notification where cause <> 'all' group by all",
        """
        select cause_code as cause, count(*) as notifications
        from core.bridge_notification_cause join core.dim_year
            on year(notification_date) = year and notification_date <= cut_date group by all
        """,
        ("marts.notification where cause <> 'all'", "core.bridge_notification_cause"),
        (
            change("marts.notification", "notifications = notifications + 1", "cause <> 'all'"),
            drop("core.bridge_notification_cause"),
        ),
    ),
    Identity(
        "no cause has more notifications or children than all causes, and no notification is about two children",
        """
        select one.* from marts.notification as one left join marts.notification as whole
            on one.municipality_code = whole.municipality_code and one.year = whole.year
            and one.notifier = whole.notifier and whole.cause = 'all'
        where not coalesce(one.notifications <= whole.notifications and one.children <= whole.children
            and one.children <= one.notifications, false)
        """,
        ("marts.notification where cause = 'all'", "marts.notification where cause <> 'all'"),
        (
            drop("marts.notification", "cause = 'all'"),
            change("marts.notification", "children = notifications + 1"),
            change("marts.notification", "notifications = 1000000", "cause <> 'all'"),
        ),
    ),
    same_groups(
        "childcare has the children and the full-time units that were delivered",
        "municipality_code, year, offer",
        "children full_time_units",
        "from marts.childcare",
        """
        select municipality_code, year, offer_code as offer, count(distinct person_key) as children,
            sum(full_time_units) as full_time_units
        from core.fct_childcare
        where enrolled_from_date <= (select max(cut_date) from core.dim_year) group by all
        """,
        ("marts.childcare", "core.fct_childcare"),
        (
            change("marts.childcare", "full_time_units = full_time_units + 1"),
            change("marts.childcare", "children = children + 1"),
        ),
    ),
)
