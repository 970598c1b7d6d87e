-- What those who left school in or after special education do some years later, every status with its zeros.
with seen as (
    select
        person_key,
        max(count_year) as last_count_year,
        min(case when is_segregated then count_year end) as first_segregated_year
    from {{ ref('fct_pupil_count') }}
    group by person_key
),

leavers as (
    select
        pupil.person_key,
        pupil.municipality_code,
        pupil.count_year + 1 as leaving_year,
        case when pupil.is_segregated then 'special_leaver' else 'returned_leaver' end as leaver_group
    from {{ ref('fct_pupil_count') }} as pupil
    inner join seen on pupil.person_key = seen.person_key and pupil.count_year = seen.last_count_year
    where
        pupil.grade between {{ var('leaving_first_grade') }} and {{ var('leaving_last_grade') }}
        and pupil.is_segregated is not null
        and pupil.municipality_code is not null
        and seen.first_segregated_year is not null
),

followed as (
    select
        leavers.municipality_code,
        leavers.leaving_year,
        leavers.leaver_group,
        outcome.status_code
    from leavers
    inner join {{ ref('fct_outcome') }} as outcome
        on
            leavers.person_key = outcome.person_key
            and leavers.leaving_year + {{ var('outcome_years_after') }} = outcome.year
),

counted as (
    select
        followed.municipality_code,
        followed.leaving_year,
        followed.leaver_group,
        listed.status_code as status,
        sum(case when followed.status_code = listed.status_code then 1 else 0 end) as persons,
        count(*) as group_size
    from followed
    cross join {{ ref('dim_employment_status') }} as listed
    group by followed.municipality_code, followed.leaving_year, followed.leaver_group, listed.status_code
)

select
    municipality_code,
    leaving_year,
    leaver_group,
    status,
    cast(persons as bigint) as persons,
    group_size,
    {{ share('persons', 'group_size') }} as share
from counted
