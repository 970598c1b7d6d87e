-- Outpatient contacts with hospitals per person, year and diagnosis group.
select
    person.person_key,
    cast(syap.aar as integer) as year,
    syap.diaggrp_99 as diagnosis_group_code,
    syap.diaggrp_23 as wide_diagnosis_group_code,
    syap.akut as is_acute,
    syap.ant_kontakter as contact_count,
    syap.ant_bes_aar as visit_count,
    syap._load_id as load_id
from {{ source('registers', 'syap') }} as syap
left join {{ source('registers', 'person') }} as person on syap.pnr = person.pnr
