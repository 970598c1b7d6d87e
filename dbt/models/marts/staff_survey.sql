-- Answers to the staff survey per municipality, year and question: of everybody, by profession and by main school.
{% set groups = [('all', "'all'"), ('faggruppe', 'profession'), ('school', 'main_instnr')] %}
with answered as (
    {% for group_kind, group_value in groups %}
    select
        municipality_code,
        year,
        question_code,
        '{{ group_kind }}' as group_kind,
        {{ group_value }} as group_value,
        answer,
        answer_number,
        staff_respondent_key
    from {{ ref('fct_survey_answer') }}
    where answer is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

asked as (
    {% for group_kind, group_value in groups %}
    select
        municipality_code,
        year,
        '{{ group_kind }}' as group_kind,
        {{ group_value }} as group_value,
        sum(invited_count) as invited
    from {{ ref('fct_survey_invited') }}
    group by municipality_code, year{{ ', ' ~ group_value if group_kind != 'all' }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

by_answer as (
    select
        municipality_code,
        year,
        question_code,
        group_kind,
        group_value,
        answer,
        count(distinct staff_respondent_key) as n
    from answered
    group by municipality_code, year, question_code, group_kind, group_value, answer
),

by_group as (
    select
        answered.municipality_code,
        answered.year,
        answered.question_code,
        answered.group_kind,
        answered.group_value,
        count(distinct answered.staff_respondent_key) as respondents,
        case
            when max(question.agreement_from) is not null
                then count(distinct case
                    when answered.answer_number between question.agreement_from and question.agreement_to
                        then answered.staff_respondent_key
                end)
        end as agreement_n
    from answered
    left join {{ ref('dim_survey_question') }} as question on answered.question_code = question.question_code
    group by
        answered.municipality_code, answered.year, answered.question_code, answered.group_kind, answered.group_value
)

select
    by_answer.municipality_code,
    by_answer.year,
    by_answer.question_code as question,
    by_answer.group_kind,
    by_answer.group_value,
    by_answer.answer,
    cast(by_answer.n as bigint) as n,
    cast(by_group.respondents as bigint) as respondents,
    {{ share('by_answer.n', 'by_group.respondents') }} as share,
    cast(by_group.agreement_n as bigint) as agreement_n,
    {{ share('by_group.agreement_n', 'by_group.respondents') }} as agreement_share,
    cast(asked.invited as bigint) as invited,
    {{ share('by_group.respondents', 'asked.invited') }} as response_rate
from by_answer
inner join by_group
    on
        by_answer.municipality_code = by_group.municipality_code
        and by_answer.year = by_group.year
        and by_answer.question_code = by_group.question_code
        and by_answer.group_kind = by_group.group_kind
        and by_answer.group_value = by_group.group_value
left join asked
    on
        by_answer.municipality_code = asked.municipality_code
        and by_answer.year = asked.year
        and by_answer.group_kind = asked.group_kind
        and by_answer.group_value = asked.group_value
