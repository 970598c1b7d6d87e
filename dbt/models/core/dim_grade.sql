-- Grades and their stage; a grade that rows name and the list does not know has a row too.
{% set readers = [
    'dim_person_year', 'fct_enrolment', 'fct_enrolment_on_count_date', 'fct_pupil_count', 'fct_pupil_forecast',
    'fct_wellbeing_answer', 'fct_wellbeing_response'
] %}
{{ config(meta={'optional_inputs': readers}) }}
with seen as (
    {{ members_seen('dim_grade', {'grade': 'integer'}, readers) }}
),

listed as (
    select
        grade,
        max(name_da) as name_da,
        max(name_en) as name_en,
        max(stage) as stage,
        max(case when is_pupil_grade then 1 else 0 end) = 1 as is_pupil_grade,
        min(mark) as mark
    from {{ seed('grade_part') }}
    group by grade
),

grades as (
    select grade
    from seen
    union
    select grade
    from listed
)

select
    grades.grade,
    listed.stage,
    listed.mark,
    coalesce(listed.name_da, 'ukendt') as name_da,
    coalesce(listed.name_en, 'unknown') as name_en,
    coalesce(listed.is_pupil_grade, false) as is_pupil_grade,
    listed.grade is not null as is_known
from grades
left join listed on grades.grade = listed.grade
