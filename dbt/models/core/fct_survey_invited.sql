-- Staff invited to the survey, at the main school as it was on the count date in the year of the survey.
with institution_on_count_date as (
    {{ institutions_on_count_dates() }}
)

select
    survey.year,
    survey.municipality_code,
    survey.instnr,
    survey.profession,
    cast(survey.invited_count as integer) as invited_count,
    coalesce(institution.main_instnr, survey.instnr) as main_instnr
from {{ ref('stg_survey_inviteret') }} as survey
left join institution_on_count_date as institution
    on survey.instnr = institution.instnr and survey.year = institution.start_year
