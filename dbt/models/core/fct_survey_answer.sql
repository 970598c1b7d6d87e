-- Answers of the staff survey, at the main school as it was on the count date in the year of the survey.
with institution_on_count_date as (
    {{ institutions_on_count_dates() }}
)

select
    survey.staff_respondent_key,
    survey.year,
    survey.municipality_code,
    survey.profession,
    survey.question_code,
    survey.choice,
    survey.answer_number,
    coalesce(institution.main_instnr, survey.instnr, 'unknown') as main_instnr,
    coalesce(survey.choice, cast(survey.answer_number as {{ dbt.type_string() }})) as answer
from {{ ref('stg_survey') }} as survey
left join institution_on_count_date as institution
    on survey.instnr = institution.instnr and survey.year = institution.start_year
