-- The half-yearly status sheet: every indicator's newest and previous figure, taken from the table that has it.
{{ config(tags=['tolerates_absence']) }}
{% set tables = {
    'segregation_rate': ref('segregation_rate'),
    'absence': ref('absence'),
    'school_starters': ref('school_starters'),
    'support_decisions': ref('support_decisions'),
    'wellbeing_indicator': ref('mart_wellbeing_indicator'),
    'wellbeing_item': ref('mart_wellbeing_item'),
    'budget_balance': ref('budget_balance'),
} %}
with figures as (
    {{ follow_up_figures(tables) }}
),

in_order as (
    select
        source_table,
        measure,
        subject,
        municipality_code,
        period,
        figure,
        numerator,
        denominator,
        {% for name in ['period', 'figure'] %}
        lag({{ name }}) over (
            partition by source_table, measure, subject, municipality_code
            order by period
        ) as previous_{{ name }},
        {% endfor %}
        row_number() over (
            partition by source_table, measure, subject, municipality_code
            order by period desc
        ) as recency
    from figures
    where figure is not null
),

newest as (
    select
        indicator.*,
        in_order.municipality_code,
        in_order.period,
        in_order.figure,
        in_order.numerator,
        in_order.denominator,
        in_order.previous_period,
        in_order.previous_figure,
        in_order.figure - in_order.previous_figure as change,
        {{ as_of() }} as as_of_date
    from in_order
    inner join {{ ref('dim_follow_up_indicator') }} as indicator
        on
            in_order.source_table = indicator.source_table
            and in_order.measure = indicator.measure
            and in_order.subject = indicator.subject
    where in_order.recency = 1 and in_order.municipality_code <> 'all'
)

select
    newest.municipality_code,
    newest.follow_up,
    newest.indicator,
    newest.source_table,
    newest.measure,
    newest.subject,
    newest.period,
    newest.figure as value,
    newest.numerator,
    newest.denominator,
    newest.previous_period,
    newest.previous_figure as previous_value,
    newest.change,
    newest.desired_direction,
    case
        when newest.desired_direction = 'lower' then newest.change < 0
        when newest.desired_direction = 'higher' then newest.change > 0
        when newest.desired_direction = 'balance' then abs(newest.figure) < abs(newest.previous_figure)
    end as moves_as_desired,
    {{ follow_up_month('newest.as_of_date', 'newest.follow_up_month') }} as updated_month,
    case when newest.has_national_comparison then country.figure end as national_value
from newest
left join figures as country
    on
        newest.source_table = country.source_table
        and newest.measure = country.measure
        and newest.subject = country.subject
        and newest.period = country.period
        and country.municipality_code = 'all'
