-- Wellbeing per municipality, school year, main school (or all) and indicator.
{% set borders = var('wellbeing_band_borders') %}
with
by_school as (
    select
        municipality_code,
        school_year,
        main_instnr as instnr,
        indicator,
        count(*) as respondents,
        sum(score) as score_sum,
        sum(case when score <= {{ var('wellbeing_low_limit') }} then 1 else 0 end) as low,
        sum(case when score <= {{ borders[0] }} then 1 else 0 end) as band_1,
        sum(case when score > {{ borders[0] }} and score <= {{ borders[1] }} then 1 else 0 end) as band_2,
        sum(case when score > {{ borders[1] }} and score <= {{ borders[2] }} then 1 else 0 end) as band_3,
        sum(case when score > {{ borders[2] }} then 1 else 0 end) as band_4
    from {{ ref('fct_wellbeing_indicator') }}
    where score is not null
    group by municipality_code, school_year, main_instnr, indicator
),

rows_of_mart as (
    select * from by_school
    union all
    select
        municipality_code,
        school_year,
        'all' as instnr,
        indicator,
        {% for figure in ['respondents', 'score_sum', 'low', 'band_1', 'band_2', 'band_3'] %}
        sum({{ figure }}) as {{ figure }},
        {% endfor %}
        sum(band_4) as band_4
    from by_school
    group by municipality_code, school_year, indicator
)

select
    municipality_code,
    school_year,
    instnr,
    indicator,
    cast(respondents as bigint) as respondents,
    {{ share('score_sum', 'respondents') }} as mean,
    cast(low as bigint) as low,
    {{ share('low', 'respondents') }} as low_share,
    cast(band_1 as bigint) as band_1,
    cast(band_2 as bigint) as band_2,
    cast(band_3 as bigint) as band_3,
    cast(band_4 as bigint) as band_4
from rows_of_mart
