-- Main occupations.
select
    code as status_code,
    name_da,
    name_en,
    sort_order,
    source,
    mark,
    valid_from as valid_from_date,
    valid_to as valid_to_date
from {{ seed('employment_status') }}
