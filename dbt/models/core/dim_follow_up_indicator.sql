-- What a municipality follows up, in which follow-up, and which measure of which table it is.
select
    follow_up,
    indicator,
    name_da,
    name_en,
    theme,
    source_table,
    measure,
    subject,
    source,
    mark,
    cast(sort_order as integer) as sort_order,
    cast(follow_up_month as integer) as follow_up_month,
    nullif(desired_direction, '') as desired_direction,
    coalesce(has_national_comparison, false) as has_national_comparison
from {{ seed('follow_up_indicator') }}
