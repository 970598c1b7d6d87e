-- Special education rows with the days that each is in force: an open side is the enrolment within the school year.
select
    special_row.person_key,
    special_row.school_year,
    special_row.school_year_start,
    special_row.enrolled_from_date,
    special_row.enrolled_to_date,
    special_row.instnr,
    special_row.special_need_code,
    special_row.support_from_date,
    special_row.support_to_date,
    coalesce(
        special_row.support_from_date, greatest(special_row.enrolled_from_date, school_year.first_date)
    ) as in_force_from_date,
    coalesce(
        special_row.support_to_date, {{ cut_end('special_row.enrolled_to_date', 'school_year.last_date') }}
    ) as in_force_to_date,
    special_row.education_code,
    special_row.grade_part_code,
    special_row.class_type_code,
    special_row.weekly_hours,
    special_row.weekly_hours_outside_lessons,
    coalesce(special_need.is_special_education, false) and {{ has_special_hours('special_row.weekly_hours') }}
        as has_special_hours,
    coalesce(class_type.is_special_class, false) as is_special_class,
    special_row.has_danish_as_second_language,
    special_row.is_reception_pupil
from {{ ref('stg_udsp') }} as special_row
inner join {{ ref('dim_school_year') }} as school_year on special_row.school_year_start = school_year.start_year
left join {{ seed('special_need') }} as special_need on special_row.special_need_code = special_need.code
left join {{ seed('class_type') }} as class_type on special_row.class_type_code = class_type.code
