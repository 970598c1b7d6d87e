-- Pupil absence per municipality, school year, main school (or all) and stage (or all).
-- A pupil is one unit per row: the days of the row's institutions are summed before anything is counted. Months are a
-- set of twelve bits, so that a month at two schools is one month and the rows are read once.
{% set high_limit = var('high_absence_percent') %}
{% set days = ['active_days', 'sick_days', 'permitted_days', 'unpermitted_days', 'absent_days'] %}
with at_one_school as (
    select
        municipality_code,
        school_year,
        main_instnr as instnr,
        person_key,
        {% for day in days %}
        sum({{ day }}) as {{ day }},
        {% endfor %}
        {{ month_set('month_date', 'active_days > 0') }} as active_month_set
    from {{ ref('fct_absence') }}
    group by municipality_code, school_year, main_instnr, person_key
),

at_all_schools as (
    select
        municipality_code,
        school_year,
        'all' as instnr,
        person_key,
        {% for day in days %}
        sum({{ day }}) as {{ day }},
        {% endfor %}
        bit_or(active_month_set) as active_month_set
    from at_one_school
    group by municipality_code, school_year, person_key
),

pupil_anywhere as (
    select * from at_one_school
    union all
    select * from at_all_schools
),

pupil_in_row as (
    select
        pupil_anywhere.*,
        {{ month_count('pupil_anywhere.active_month_set') }} as active_months
    from pupil_anywhere
    where pupil_anywhere.active_days > 0
),

pupil_with_stage as (
    select
        pupil_in_row.*,
        count_date.stage
    from pupil_in_row
    left join {{ ref('fct_enrolment_on_count_date') }} as count_date
        on
            pupil_in_row.person_key = count_date.person_key
            and pupil_in_row.school_year = count_date.school_year
),

by_stage as (
    select
        municipality_code,
        school_year,
        instnr,
        stage,
        count(*) as pupils,
        sum(active_months) as pupil_months,
        {% for day in days[1:] %}
        sum({{ exact_fraction('active_months * ' ~ day, 'active_days') }}) as weighted_{{ day }},
        {% endfor %}
        sum(case when 100 * absent_days > {{ high_limit }} * active_days then 1 else 0 end) as high_absence_pupils
    from pupil_with_stage
    group by municipality_code, school_year, instnr, stage
),

rows_of_mart as (
    select * from by_stage
    where stage is not null
    union all
    select
        municipality_code,
        school_year,
        instnr,
        'all' as stage,
        sum(pupils) as pupils,
        sum(pupil_months) as pupil_months,
        {% for day in days[1:] %}
        sum(weighted_{{ day }}) as weighted_{{ day }},
        {% endfor %}
        sum(high_absence_pupils) as high_absence_pupils
    from by_stage
    group by municipality_code, school_year, instnr
)

select
    municipality_code,
    school_year,
    instnr,
    stage,
    cast(pupils as bigint) as pupils,
    {{ share('weighted_absent_days', 'pupil_months') }} as mean_absence,
    {{ share('weighted_sick_days', 'pupil_months') }} as sick,
    {{ share('weighted_permitted_days', 'pupil_months') }} as permitted,
    {{ share('weighted_unpermitted_days', 'pupil_months') }} as unpermitted,
    cast(high_absence_pupils as bigint) as high_absence_pupils,
    {{ share('high_absence_pupils', 'pupils') }} as high_absence_share
from rows_of_mart
