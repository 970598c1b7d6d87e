-- Answers of the wellbeing survey as given, one row per respondent, school year and answered item: a view,
-- because the answers lie side by side in fct_wellbeing_response and forty times the rows would say no more.
{{ config(materialized='view') }}
{% for item in wellbeing_item_codes() %}
select
    respondent_key,
    school_year,
    grade,
    is_indicator_grade,
    main_instnr,
    municipality_code,
    '{{ item }}' as item_code,
    {{ item }} as answer
from {{ ref('fct_wellbeing_response') }}
where {{ item }} is not null
{{ 'union all' if not loop.last }}
{% endfor %}
