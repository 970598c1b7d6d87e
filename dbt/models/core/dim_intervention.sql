-- Interventions; one that courses name and the list does not know is labelled so.
with codes as (
    select code as intervention_code
    from {{ seed('intervention') }}
    union
    select intervention_code
    from {{ ref('stg_indsats') }}
)

select
    codes.intervention_code,
    listed.source,
    listed.mark,
    listed.valid_from as valid_from_date,
    listed.valid_to as valid_to_date,
    coalesce(listed.name_da, 'ukendt') as name_da,
    coalesce(listed.name_en, 'unknown') as name_en,
    listed.code is not null as is_known
from codes
left join {{ seed('intervention') }} as listed on codes.intervention_code = listed.code
