-- Each person in each calendar year: residence and family at the year's last snapshot, school on the year's count date.
select
    person_year.person_key,
    person_year.year,
    person_year.reference_date,
    person_year.sex_code,
    cast({{ dbt.date_trunc('month', 'person_year.birth_date') }} as date) as birth_month_date,
    person_year.immigrant_type_code,
    person_year.age,
    person_year.municipality_code,
    person_year.region_code,
    person_year.family_type_code,
    person_year.family_mark_code,
    person_year.household_type_code,
    person_year.family_children_count,
    person_year.family_person_count,
    person_year.mother_key,
    person_year.father_key,
    person_year.civil_status_code,
    person_year.months_in_denmark,
    school.school_year,
    school.main_instnr,
    school.institution_type,
    school.grade,
    school.stage
from {{ ref('stg_bef_year_end') }} as person_year
left join {{ ref('fct_enrolment_on_count_date') }} as school
    on person_year.person_key = school.person_key and person_year.year = school.count_year
