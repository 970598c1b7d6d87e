-- Grades and their stage.
with grades as (
    select
        grade,
        max(name_da) as name_da,
        max(name_en) as name_en,
        max(stage) as stage,
        max(case when is_pupil_grade then 1 else 0 end) = 1 as is_pupil_grade,
        min(mark) as mark
    from {{ seed('grade_part') }}
    group by grade
)

select
    grade,
    name_da,
    name_en,
    stage,
    is_pupil_grade,
    mark
from grades
