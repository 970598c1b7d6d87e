-- Why a pupil gets special education.
select
    code as special_need_code,
    name_da,
    name_en,
    is_special_education,
    source,
    mark
from {{ seed('special_need') }}
