-- Special education rows with the days that each is in force: an open side is the enrolment within the school year.
select
    support.person_key,
    support.school_year,
    support.school_year_start,
    support.enrolled_from_date,
    support.enrolled_to_date,
    support.instnr,
    support.special_need_code,
    support.support_from_date,
    support.support_to_date,
    coalesce(
        support.support_from_date, greatest(support.enrolled_from_date, school_year.first_date)
    ) as in_force_from_date,
    coalesce(
        support.support_to_date, {{ cut_end('support.enrolled_to_date', 'school_year.last_date') }}
    ) as in_force_to_date,
    support.education_code,
    support.grade_part_code,
    support.class_type_code,
    support.weekly_hours,
    support.weekly_hours_outside_lessons,
    coalesce(special_need.is_special_education, false) and {{ has_special_hours('support.weekly_hours') }}
        as has_special_hours,
    coalesce(class_type.is_special_class, false) as is_special_class,
    support.has_danish_as_second_language,
    support.is_reception_pupil
from {{ ref('stg_udsp') }} as support
inner join {{ ref('dim_school_year') }} as school_year on support.school_year_start = school_year.start_year
left join {{ seed('special_need') }} as special_need on support.special_need_code = special_need.code
left join {{ seed('class_type') }} as class_type on support.class_type_code = class_type.code
