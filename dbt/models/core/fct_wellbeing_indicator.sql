-- A respondent's mean over an indicator's items; the general indicator is over all items that have one.
-- Nobody is placed on less than half of the items. A reversed answer counts 6 less the answer: direction -1, turn 6.
{% set items = wellbeing_item_codes() %}
with
items_of_indicator as (
    select
        indicator,
        item_code,
        is_reversed
    from {{ ref('dim_wellbeing_item') }}
    where indicator <> 'none'
    union all
    select
        'general' as indicator,
        item_code,
        is_reversed
    from {{ ref('dim_wellbeing_item') }}
    where indicator <> 'none'
),

points_of_answer as (
    select
        indicator,
        item_code,
        cast(case when is_reversed then -1 else 1 end as smallint) as direction,
        cast(case when is_reversed then 6 else 0 end as smallint) as turn
    from items_of_indicator
),

direction_by_item as (
    select
        indicator,
        {% for item in items %}
        max(case when item_code = '{{ item }}' then direction end) as {{ item }},
        max(case when item_code = '{{ item }}' then turn end) as {{ item }}_turn,
        {% endfor %}
        count(*) as item_count
    from points_of_answer
    group by indicator
),

answered as (
    select
        response.respondent_key,
        response.school_year,
        response.main_instnr,
        response.municipality_code,
        direction.indicator,
        direction.item_count,
        0
        {% for item in items %}
        + case when response.{{ item }} * direction.{{ item }} is null then 0 else 1 end
        {% endfor %}
            as answered_items,
        0
        {% for item in items %}
        + coalesce(response.{{ item }} * direction.{{ item }} + direction.{{ item }}_turn, 0)
        {% endfor %}
            as points
    from {{ ref('fct_wellbeing_response') }} as response
    cross join direction_by_item as direction
    where response.is_indicator_grade
)

select
    respondent_key,
    school_year,
    main_instnr,
    municipality_code,
    indicator,
    cast(answered_items as integer) as answered_items,
    cast(points as integer) as points,
    case when 2 * answered_items >= item_count then {{ exact_fraction('points', 'answered_items') }} end as score
from answered
where answered_items > 0
