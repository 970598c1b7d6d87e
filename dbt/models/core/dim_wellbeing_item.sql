-- Items of the wellbeing survey and the indicator each belongs to.
select
    item as item_code,
    name_da,
    name_en,
    indicator,
    is_reversed,
    nullif(headline, '') as headline,
    cast(headline_from as integer) as headline_from,
    cast(headline_to as integer) as headline_to,
    mark,
    source
from {{ seed('wellbeing_item') }}
