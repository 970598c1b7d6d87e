-- Each person in each calendar year: residence and family at the year's last snapshot, school on the year's count date.
with last_snapshot_of_year as (
    select
        person_key,
        max(reference_date) as reference_date
    from {{ ref('stg_bef') }}
    where reference_date <= {{ as_of() }}
    group by person_key, extract(year from reference_date)
),

family as (
    select
        bef.person_key,
        bef.reference_date,
        cast(extract(year from bef.reference_date) as integer) as year,
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
        bef.months_in_denmark
    from {{ ref('stg_bef') }} as bef
    inner join last_snapshot_of_year
        on
            bef.person_key = last_snapshot_of_year.person_key
            and bef.reference_date = last_snapshot_of_year.reference_date
)

select
    family.*,
    school.school_year,
    school.main_instnr,
    school.institution_type,
    school.grade,
    school.stage
from family
left join {{ ref('fct_enrolment_on_count_date') }} as school
    on family.person_key = school.person_key and family.year = school.count_year
