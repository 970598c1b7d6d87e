-- One row per course of a child in an intervention that has begun by the data cut.
select
    course.person_key,
    course.municipality_code,
    course.intervention_code,
    course.start_date,
    course.end_date,
    course.status_code,
    cast(course.teaching_price as decimal(18, 6)) as teaching_amount,
    cast(course.treatment_price as decimal(18, 6)) as treatment_amount,
    coalesce(status.is_finished, false) as is_finished,
    coalesce(status.is_ongoing, false) as is_ongoing
from {{ ref('stg_indsats') }} as course
left join {{ seed('intervention_status') }} as status on course.status_code = status.code
where course.start_date <= {{ as_of() }}
