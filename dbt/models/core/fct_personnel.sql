-- Staff per district and unit; a printed total is a row of its own and takes no part in sums.
select
    personnel.municipality_code,
    cast(personnel.year as integer) as year,
    personnel.district,
    personnel.unit,
    cast(personnel.heads as decimal(18, 6)) as heads,
    cast(personnel.full_time as decimal(18, 6)) as full_time,
    personnel.shared_with,
    personnel.is_printed_total,
    unit.name_da as unit_name_da,
    unit.name_en as unit_name_en
from {{ ref('stg_personale') }} as personnel
left join {{ seed('personnel_unit') }} as unit on personnel.unit = unit.code
