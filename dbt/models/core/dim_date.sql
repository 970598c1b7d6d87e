-- Every day of the calendar tables, with the school year that it lies in; a day outside them that rows name has a row too.
{% set first_day = date_in_year(first_calendar_year(), 1, 1) %}
{% set last_day = date_in_year(last_calendar_year(), 12, 31) %}
{% set readers = [
    'bridge_notification_cause', 'fct_absence', 'fct_birth', 'fct_childcare', 'fct_decision', 'fct_diagnosis',
    'fct_enrolment', 'fct_enrolment_on_count_date', 'fct_intervention', 'fct_measure', 'fct_notification',
    'fct_placement', 'fct_pupil_count', 'fct_pupil_district', 'fct_pupil_residence', 'fct_risk_factor',
    'fct_special_education', 'fct_visitation'
] %}
{{ config(meta={'optional_inputs': readers}) }}
with day_numbers as (
    {{ numbers(5) }}
),

days as (
    select {{ add_days(first_day, 'number') }} as date_day
    from day_numbers
    where {{ add_days(first_day, 'number') }} <= {{ last_day }}
    union
    {{ members_seen(
        'dim_date', {'date_day': 'date'}, readers, where='not {column} between ' ~ first_day ~ ' and ' ~ last_day
    ) }}
)

select
    date_day,
    cast(extract(year from date_day) as integer) as year,
    cast(extract(quarter from date_day) as integer) as quarter,
    cast(extract(month from date_day) as integer) as month,
    cast(extract(day from date_day) as integer) as day_of_month,
    {{ school_year_of('date_day') }} as school_year,
    extract(month from date_day) = {{ var('count_date_month') }}
    and extract(day from date_day) = {{ var('count_date_day') }} as is_count_date,
    date_day <= {{ as_of() }} as is_observed
from days
