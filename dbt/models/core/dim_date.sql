-- Every day of the calendar tables, with the school year that it lies in.
with day_numbers as (
    {{ numbers(5) }}
),

days as (
    select
        {{ add_days(date_in_year(first_calendar_year(), 1, 1), 'number') }} as date_day
    from day_numbers
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
where extract(year from date_day) <= {{ last_calendar_year() }}
