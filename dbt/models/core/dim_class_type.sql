-- Kinds of class.
select
    code as class_type_code,
    name_da,
    name_en,
    is_special_class,
    source,
    mark
from {{ seed('class_type') }}
