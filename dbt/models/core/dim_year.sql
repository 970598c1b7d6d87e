-- Calendar years with their length and where the data cut lies in them.
with year_numbers as (
    {{ numbers(2) }}
),

years as (
    select
        cast({{ first_calendar_year() }} + number as integer) as year,
        {{ date_in_year(first_calendar_year() ~ ' + number', 1, 1) }} as first_date,
        {{ date_in_year(first_calendar_year() ~ ' + number', 12, 31) }} as last_date,
        {{ as_of() }} as as_of_date
    from year_numbers
    where {{ first_calendar_year() }} + number <= {{ last_calendar_year() }}
)

select
    year,
    first_date,
    last_date,
    cast({{ days_inclusive('first_date', 'last_date') }} as integer) as day_count,
    case when first_date <= as_of_date then least(last_date, as_of_date) end as cut_date,
    first_date <= as_of_date and as_of_date < last_date as is_provisional,
    last_date <= as_of_date as is_over
from years
