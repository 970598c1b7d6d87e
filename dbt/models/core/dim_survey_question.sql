-- Questions of the staff survey; one that was answered and is not on the list is labelled unknown.
with codes as (
    select question_code
    from {{ ref('stg_survey') }}
    union
    select code as question_code
    from {{ seed('survey_question') }}
)

select
    codes.question_code,
    listed.kind,
    listed.figure,
    cast(listed.agreement_from as integer) as agreement_from,
    cast(listed.agreement_to as integer) as agreement_to,
    cast(listed.most_choices as integer) as most_choices,
    listed.source,
    listed.mark,
    coalesce(listed.name_da, 'ukendt') as name_da,
    coalesce(listed.name_en, 'unknown') as name_en,
    listed.code is not null as is_known
from codes
left join {{ seed('survey_question') }} as listed on codes.question_code = listed.code
