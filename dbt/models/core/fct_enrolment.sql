-- Education parts with grade, and whether the part makes its person a pupil of basic school.
with education_codes as (
    {{ numbers(4) }}
),

basic_school_educations as (
    select distinct cast(education_codes.number as {{ dbt.type_string() }}) as education_code
    from education_codes
    inner join {{ seed('education_group') }} as education_group
        on
            education_codes.number
            between cast(education_group.code_from as integer) and cast(education_group.code_to as integer)
    where education_group.education_group = 'grundskole'
)

select
    enrolment.person_key,
    enrolment.enrolled_from_date,
    enrolment.enrolled_to_date,
    enrolment.education_code,
    enrolment.grade_part_code,
    enrolment.instnr,
    grade_part.grade,
    grade_part.stage,
    enrolment.completed_education_code,
    enrolment.exit_code,
    basic_school.education_code is not null as is_basic_school,
    basic_school.education_code is not null and coalesce(grade_part.is_pupil_grade, false) as is_pupil,
    enrolment.enrolled_to_date is null as is_open
from {{ ref('stg_kotre') }} as enrolment
left join {{ seed('grade_part') }} as grade_part on enrolment.grade_part_code = grade_part.code
left join basic_school_educations as basic_school on enrolment.education_code = basic_school.education_code
