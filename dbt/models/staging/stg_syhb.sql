-- Admissions to hospital per person, year and diagnosis group.
select
    person.person_key,
    cast(syhb.aar as integer) as year,
    syhb.diaggrp_99 as diagnosis_group_code,
    syhb.diaggrp_23 as wide_diagnosis_group_code,
    syhb.akut as is_acute,
    syhb.antal_indl as admission_count,
    syhb.sengedage as bed_day_count,
    syhb._load_id as load_id
from {{ source('registers', 'syhb') }} as syhb
left join {{ source('registers', 'person') }} as person on syhb.pnr = person.pnr
