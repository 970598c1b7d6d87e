-- Items of the wellbeing survey and the indicator each belongs to.
select
    item as item_code,
    name_da,
    name_en,
    indicator,
    is_reversed,
    mark,
    source,
    cast(headline_from as integer) as headline_from,
    cast(headline_to as integer) as headline_to,
    nullif(headline, '') as headline
from {{ seed('wellbeing_item') }}
