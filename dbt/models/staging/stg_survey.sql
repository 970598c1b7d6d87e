-- Answers of the staff survey: one row per respondent, question and choice; the pseudonym joins to no other domain.
select
    respondent.staff_respondent_key,
    cast(survey.aar as integer) as year,
    survey.kom as municipality_code,
    survey.instnr,
    survey.faggruppe as profession,
    survey.spoergsmaal as question_code,
    survey.valg as choice,
    cast(survey.svar as integer) as answer_number,
    survey._load_id as load_id
from {{ source('registers', 'survey') }} as survey
left join {{ source('registers', 'staff_respondent') }} as respondent on survey.resp_id = respondent.resp_id
