-- Contacts with the health services in a year, from three registers in one grain.
select
    person_key,
    year,
    'ssko' as source,
    specialty_code as contact_group_code,
    cast(null as {{ dbt.type_string() }}) as wide_diagnosis_group_code,
    cast(null as boolean) as is_acute,
    contact_count,
    cast(null as bigint) as visit_count,
    cast(null as bigint) as bed_day_count
from {{ ref('stg_ssko') }}
union all
select
    person_key,
    year,
    'syap' as source,
    diagnosis_group_code as contact_group_code,
    wide_diagnosis_group_code,
    is_acute,
    contact_count,
    visit_count,
    cast(null as bigint) as bed_day_count
from {{ ref('stg_syap') }}
union all
select
    person_key,
    year,
    'syhb' as source,
    diagnosis_group_code as contact_group_code,
    wide_diagnosis_group_code,
    is_acute,
    admission_count as contact_count,
    cast(null as bigint) as visit_count,
    bed_day_count
from {{ ref('stg_syhb') }}
