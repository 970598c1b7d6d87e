-- The last population snapshot of each person in each calendar year up to the data cut, parents too, without PNR.
-- Snapshots are chosen before numbers become pseudonyms: three maps are joined to the rows that stay, not to all.
with last_snapshots as (
    select
        pnr,
        max(referencetid) as referencetid
    from {{ source('registers', 'bef') }}
    where referencetid <= {{ as_of() }}
    group by pnr, extract(year from referencetid)
),

chosen as (
    select bef.*
    from {{ source('registers', 'bef') }} as bef
    inner join last_snapshots on bef.pnr = last_snapshots.pnr and bef.referencetid = last_snapshots.referencetid
),

parent_keys as (
    select
        pnr,
        max(person_key) as person_key
    from {{ source('registers', 'person') }}
    group by pnr
)

select
    person.person_key,
    cast(extract(year from chosen.referencetid) as integer) as year,
    chosen.referencetid as reference_date,
    chosen.koen as sex_code,
    chosen.foed_dag as birth_date,
    chosen.alder as age,
    chosen.kom as municipality_code,
    chosen.reg as region_code,
    chosen.familie_type as family_type_code,
    chosen.fm_mark as family_mark_code,
    chosen.hustype as household_type_code,
    chosen.antboernf as family_children_count,
    chosen.antpersf as family_person_count,
    mother.person_key as mother_key,
    father.person_key as father_key,
    chosen.civst as civil_status_code,
    chosen.ie_type as immigrant_type_code,
    chosen.opholdmd_dk as months_in_denmark
from chosen
inner join {{ source('registers', 'person') }} as person on chosen.pnr = person.pnr
left join parent_keys as mother on chosen.mor_id = mother.pnr
left join parent_keys as father on chosen.far_id = father.pnr
