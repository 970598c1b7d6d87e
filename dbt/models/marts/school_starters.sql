-- Children who begin school, and how many of them begin in a segregated offer.
with first_counted as (
    select
        person_key,
        min(count_year) as count_year
    from {{ ref('fct_pupil_count') }}
    group by person_key
)

select
    pupil.municipality_code,
    pupil.school_year,
    count(*) as starters,
    cast(sum(case when pupil.is_segregated then 1 else 0 end) as bigint) as segregated,
    {{ share('sum(case when pupil.is_segregated then 1 else 0 end)', 'count(*)') }} as rate
from {{ ref('fct_pupil_count') }} as pupil
inner join first_counted
    on pupil.person_key = first_counted.person_key and pupil.count_year = first_counted.count_year
where
    pupil.grade = {{ var('school_start_grade') }}
    and pupil.is_segregated is not null
    and pupil.municipality_code is not null
group by pupil.municipality_code, pupil.school_year
