-- Raw answers per municipality, school year, main school (or all) and item of the wellbeing survey.
with
answers_at_school as (
    select
        municipality_code,
        school_year,
        main_instnr as instnr,
        item_code,
        answer,
        count(*) as answers
    from {{ ref('fct_wellbeing_answer') }}
    where is_indicator_grade
    group by municipality_code, school_year, main_instnr, item_code, answer
),

answers as (
    select * from answers_at_school
    union all
    select
        municipality_code,
        school_year,
        'all' as instnr,
        item_code,
        answer,
        sum(answers) as answers
    from answers_at_school
    group by municipality_code, school_year, item_code, answer
),

counted as (
    select
        answers.municipality_code,
        answers.school_year,
        answers.instnr,
        answers.item_code,
        item.headline,
        sum(answers.answers) as respondents,
        {% for option in range(1, 6) %}
        sum(case when answers.answer = {{ option }} then answers.answers else 0 end) as n_{{ option }},
        {% endfor %}
        sum(
            case when answers.answer between item.headline_from and item.headline_to then answers.answers else 0 end
        ) as headline_answers
    from answers
    left join {{ ref('dim_wellbeing_item') }} as item on answers.item_code = item.item_code
    group by answers.municipality_code, answers.school_year, answers.instnr, answers.item_code, item.headline
)

select
    municipality_code,
    school_year,
    instnr,
    item_code as item,
    cast(respondents as bigint) as respondents,
    {% for option in range(1, 6) %}
    cast(n_{{ option }} as bigint) as n_{{ option }},
    {% endfor %}
    headline,
    cast(case when headline is not null then headline_answers end as bigint) as headline_n,
    case when headline is not null then {{ share('headline_answers', 'respondents') }} end as headline_share
from counted
