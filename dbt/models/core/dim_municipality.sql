-- Municipalities with their region.
select
    municipality.code as municipality_code,
    municipality.name_da,
    municipality.name_en,
    municipality.region_code,
    region.name_da as region_name_da,
    region.name_en as region_name_en,
    municipality.source,
    municipality.mark,
    municipality.valid_from as valid_from_date,
    municipality.valid_to as valid_to_date
from {{ seed('municipality') }} as municipality
left join {{ seed('region') }} as region on municipality.region_code = region.code
