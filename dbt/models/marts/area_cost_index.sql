-- The general and the special area's money in fixed prices, and its index since the first year.
with money as (
    select
        fct_cost.municipality_code,
        fct_cost.year,
        fct_cost.area,
        sum(case when fct_cost.kind = 'regnskab' and dim_year.is_over then fct_cost.amount_fixed end)
            as accounts_amount,
        sum(case when fct_cost.kind = 'forventet' then fct_cost.amount_fixed end) as expected_amount
    from {{ ref('fct_cost') }} as fct_cost
    inner join {{ ref('dim_year') }} as dim_year on fct_cost.year = dim_year.year
    where fct_cost.area in ('almen', 'special') and fct_cost.is_running_cost
    group by fct_cost.municipality_code, fct_cost.year, fct_cost.area
),

accounts_before_expected as (
    select
        municipality_code,
        year,
        area,
        coalesce(accounts_amount, expected_amount) as amount,
        accounts_amount is null as is_expected
    from money
    where accounts_amount is not null or expected_amount is not null
),

with_first_year as (
    select
        *,
        first_value(amount) over (
            partition by municipality_code, area
            order by year
            rows between unbounded preceding and unbounded following
        ) as first_amount
    from accounts_before_expected
)

select
    municipality_code,
    year,
    area,
    cast(amount as decimal(18, 6)) as amount_fixed,
    100 * {{ share('amount', 'first_amount') }} as index_since_first,
    is_expected
from with_first_year
