-- Investment plans by proposal and duration, year by year and on average over the years of the plan.
with lines as (
    select
        municipality_code,
        proposal,
        duration,
        year,
        amount_1000kr
    from {{ ref('fct_investment') }}
),

every_level as (
    {% for proposal, duration in [
        ('proposal', 'duration'), ('proposal', "'all'"), ("'all'", 'duration'), ("'all'", "'all'")
    ] -%}
    select
        municipality_code,
        {{ proposal }} as proposal,
        {{ duration }} as duration,
        year,
        amount_1000kr
    from lines
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

plan_length as (
    select
        municipality_code,
        count(distinct year) as year_count
    from lines
    group by municipality_code
)

select
    municipality_code,
    proposal,
    duration,
    cast(year as {{ dbt.type_string() }}) as year,
    cast(sum(amount_1000kr) as {{ type_double() }}) as amount_1000kr
from every_level
group by municipality_code, proposal, duration, year
union all
select
    every_level.municipality_code,
    every_level.proposal,
    every_level.duration,
    'average' as year,
    {{ share('sum(every_level.amount_1000kr)', 'plan_length.year_count') }} as amount_1000kr
from every_level
inner join plan_length on every_level.municipality_code = plan_length.municipality_code
group by every_level.municipality_code, every_level.proposal, every_level.duration, plan_length.year_count
