-- Every day of the calendar, with the school year that it lies in; a day outside it that rows name has a row too.
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
),

weekdays as (
    select
        date_day,
        {{ iso_weekday('date_day') }} as iso_weekday,
        {{ add_days('date_day', '4 - ' ~ iso_weekday('date_day')) }} as thursday
    from days
)

select
    weekdays.date_day,
    cast(extract(year from weekdays.date_day) as integer) as year,
    cast(extract(quarter from weekdays.date_day) as integer) as quarter,
    cast(extract(month from weekdays.date_day) as integer) as month,
    cast(extract(day from weekdays.date_day) as integer) as day_of_month,
    {{ month_name('weekdays.date_day', 'da') }} as month_name_da,
    {{ month_name('weekdays.date_day', 'en') }} as month_name_en,
    cast(extract(year from weekdays.thursday) as integer) as iso_year,
    {{ iso_week_of_thursday('weekdays.thursday') }} as iso_week,
    weekdays.iso_weekday,
    {{ weekday_name('weekdays.iso_weekday', 'da') }} as weekday_name_da,
    {{ weekday_name('weekdays.iso_weekday', 'en') }} as weekday_name_en,
    weekdays.iso_weekday >= 6 as is_weekend,
    case
        when weekdays.date_day between {{ first_day }} and {{ last_day }} then holiday.date_day is not null
    end as is_holiday,
    holiday.name_da as holiday_name_da,
    holiday.name_en as holiday_name_en,
    {{ school_year_of('weekdays.date_day') }} as school_year,
    extract(month from weekdays.date_day) = {{ var('count_date_month') }}
    and extract(day from weekdays.date_day) = {{ var('count_date_day') }} as is_count_date,
    weekdays.date_day <= {{ as_of() }} as is_observed
from weekdays
left join {{ seed('holiday') }} as holiday on weekdays.date_day = holiday.date_day
