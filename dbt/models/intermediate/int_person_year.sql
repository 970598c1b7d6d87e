-- What the last population snapshot of each calendar year says about each person.
-- A table, because the register is large and two dimensions are made from it.
{{ config(materialized='table') }}

with last_snapshots as (
    select
        person_key,
        max(reference_date) as reference_date
    from {{ ref('stg_bef') }}
    where reference_date <= {{ as_of() }}
    group by person_key, extract(year from reference_date)
)

select
    bef.person_key,
    bef.reference_date,
    bef.sex_code,
    bef.birth_date,
    bef.immigrant_type_code,
    bef.age,
    bef.municipality_code,
    bef.region_code,
    bef.family_type_code,
    bef.family_mark_code,
    bef.household_type_code,
    bef.family_children_count,
    bef.family_person_count,
    bef.mother_key,
    bef.father_key,
    bef.civil_status_code,
    bef.months_in_denmark,
    cast(extract(year from bef.reference_date) as integer) as year
from {{ ref('stg_bef') }} as bef
inner join last_snapshots
    on
        bef.person_key = last_snapshots.person_key
        and bef.reference_date = last_snapshots.reference_date
