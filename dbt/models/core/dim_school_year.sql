-- School years with their count date and where the data cut lies in them.
with year_numbers as (
    {{ numbers(2) }}
),

school_years as (
    select cast({{ first_calendar_year() }} + number as integer) as start_year
    from year_numbers
    where {{ first_calendar_year() }} + number <= {{ last_calendar_year() }}
),

boundaries as (
    select
        {{ school_year_label('start_year') }} as school_year,
        start_year,
        {{ date_in_year('start_year', 8, 1) }} as first_date,
        {{ date_in_year('start_year + 1', 7, 31) }} as last_date,
        {{ count_date('start_year') }} as count_date,
        {{ as_of() }} as as_of_date
    from school_years
)

select
    school_year,
    start_year,
    first_date,
    last_date,
    count_date,
    count_date <= as_of_date as is_counted,
    first_date <= as_of_date and as_of_date < last_date as is_provisional,
    last_date <= as_of_date as is_over
from boundaries
