-- Kinds of placement site with the group that the marts show.
select
    site.code as placement_site_code,
    site.name_da,
    site.name_en,
    site.source,
    site.mark,
    site.valid_from as valid_from_date,
    site.valid_to as valid_to_date,
    coalesce(placement_group.placement_group, 'other') as placement_group
from {{ seed('placement_site') }} as site
left join {{ seed('placement_group') }} as placement_group
    on site.code between placement_group.code_from and placement_group.code_to
