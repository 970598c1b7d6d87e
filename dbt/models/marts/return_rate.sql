-- Of the pupils referred to a segregated offer: who is back in the general school three count dates later.
with answered_pupils as (
    select
        person_key,
        count_year,
        school_year,
        municipality_code,
        stage,
        is_segregated
    from {{ ref('fct_pupil_count') }}
    where is_segregated is not null
),

answered_years as (
    select distinct count_year
    from answered_pupils
),

first_seen as (
    select
        person_key,
        min(case when is_segregated then count_year end) as first_segregated_year,
        min(case when not is_segregated then count_year end) as first_general_year
    from answered_pupils
    group by person_key
),

referrals as (
    select
        referral.person_key,
        referral.count_year,
        referral.school_year,
        referral.municipality_code,
        referral.stage
    from first_seen
    inner join answered_pupils as referral
        on
            first_seen.person_key = referral.person_key
            and first_seen.first_segregated_year = referral.count_year
    where
        first_seen.first_general_year < first_seen.first_segregated_year
        and referral.stage in ('indskoling', 'mellemtrin')
),

outcomes as (
    select
        referrals.municipality_code,
        referrals.school_year,
        referrals.stage,
        case
            when answered_years.count_year is null then null
            when later.person_key is not null then 1
            else 0
        end as still_enrolled,
        case
            when answered_years.count_year is null then null
            when later.is_segregated = false then 1
            else 0
        end as returned
    from referrals
    left join answered_years on referrals.count_year + 3 = answered_years.count_year
    left join answered_pupils as later
        on referrals.person_key = later.person_key and referrals.count_year + 3 = later.count_year
),

every_stage as (
    select * from outcomes
    union all
    select
        municipality_code,
        school_year,
        'all' as stage,
        still_enrolled,
        returned
    from outcomes
),

every_level as (
    select * from every_stage
    where municipality_code is not null
    union all
    select
        'all' as municipality_code,
        school_year,
        stage,
        still_enrolled,
        returned
    from every_stage
),

counts as (
    select
        municipality_code,
        school_year,
        stage,
        cast(sum(still_enrolled) as bigint) as still_enrolled,
        cast(sum(returned) as bigint) as returned,
        count(*) as referred
    from every_level
    group by municipality_code, school_year, stage
)

select
    municipality_code,
    school_year,
    stage,
    referred,
    still_enrolled,
    returned,
    {{ share('returned', 'still_enrolled') }} as rate
from counts
