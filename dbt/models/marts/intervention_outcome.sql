-- Interventions: who is enrolled, who finished, where those are now, how absent before and after, at what price.
{% set months = var('intervention_absence_months') %}
{% set sides = {
    'before': 'month_no between start_month - ' ~ months ~ ' and start_month - 1',
    'after': 'month_no between end_month + 1 and end_month + ' ~ months,
} %}
with course as (
    select
        *,
        cast(extract(year from start_date) as integer) as start_year,
        {{ month_number('start_date') }} as start_month,
        {{ month_number('end_date') }} as end_month
    from {{ ref('fct_intervention') }}
),

last_answer as (
    select max(count_year) as count_year
    from {{ ref('fct_pupil_count') }}
    where is_segregated is not null
),

pupil_now as (
    select
        pupil.person_key,
        pupil.is_segregated
    from {{ ref('fct_pupil_count') }} as pupil
    inner join last_answer on pupil.count_year = last_answer.count_year
),

absence_of_the_finished as (
    select
        course.person_key,
        course.intervention_code,
        course.start_date,
        course.start_month,
        course.end_month,
        absence.active_days,
        absence.absent_days,
        {{ month_number('absence.month_date') }} as month_no
    from course
    inner join {{ ref('fct_absence') }} as absence on course.person_key = absence.person_key
    where course.is_finished
),

days_around_course as (
    select
        person_key,
        intervention_code,
        start_date,
        {% for side, window in sides.items() %}
        nullif(sum(case when {{ window }} then active_days end), 0) as active_days_{{ side }},
        sum(case when {{ window }} then absent_days end) as absent_days_{{ side }},
        {% endfor %}
        count(distinct case when active_days > 0 and {{ sides.before }} then month_no end) as months_before,
        count(distinct case when active_days > 0 and {{ sides.after }} then month_no end) as months_after
    from absence_of_the_finished
    where {{ sides.values() | join(' or ') }}
    group by person_key, intervention_code, start_date
),

counted as (
    select
        course.municipality_code,
        course.intervention_code,
        course.start_year,
        count(*) as enrolled,
        sum(case when course.is_finished then 1 else 0 end) as finished,
        sum(case when course.is_ongoing then 1 else 0 end) as ongoing,
        sum(case when course.is_finished and pupil_now.is_segregated then 1 else 0 end) as finished_now_segregated,
        sum(case when course.is_finished and not pupil_now.is_segregated then 1 else 0 end) as finished_now_general,
        {% for side in sides %}
        count(around.active_days_{{ side }}) as courses_with_absence_{{ side }},
        sum(around.months_{{ side }}) as months_{{ side }},
        sum({{ exact_fraction(
            'around.months_' ~ side ~ ' * around.absent_days_' ~ side, 'around.active_days_' ~ side
        ) }}) as weighted_absence_{{ side }},
        {% endfor %}
        count(course.teaching_amount) as courses_with_price_teaching,
        sum(course.teaching_amount) as teaching_amount,
        count(course.treatment_amount) as courses_with_price_treatment,
        sum(course.treatment_amount) as treatment_amount
    from course
    left join pupil_now on course.person_key = pupil_now.person_key
    left join days_around_course as around
        on
            course.person_key = around.person_key
            and course.intervention_code = around.intervention_code
            and course.start_date = around.start_date
    group by course.municipality_code, course.intervention_code, course.start_year
)

select
    municipality_code,
    intervention_code as intervention,
    start_year,
    enrolled,
    cast(finished as bigint) as finished,
    cast(ongoing as bigint) as ongoing,
    cast(finished_now_segregated as bigint) as finished_now_segregated,
    cast(finished_now_general as bigint) as finished_now_general,
    {% for side in sides %}
    courses_with_absence_{{ side }},
    {{ share('weighted_absence_' ~ side, 'months_' ~ side) }} as absence_{{ side }},
    {% endfor %}
    courses_with_price_teaching,
    {{ share('teaching_amount', 'courses_with_price_teaching') }} as price_teaching,
    courses_with_price_treatment,
    {{ share('treatment_amount', 'courses_with_price_treatment') }} as price_treatment
from counted
