-- Budget against accounts for the special area.
with money as (
    select
        fct_cost.municipality_code,
        fct_cost.year,
        sum(case when fct_cost.kind = 'budget' then fct_cost.amount_balance_fixed end) as budget_amount,
        sum(case when fct_cost.kind = 'regnskab' and dim_year.is_over then fct_cost.amount_balance_fixed end)
            as accounts_amount
    from {{ ref('fct_cost') }} as fct_cost
    inner join {{ ref('dim_year') }} as dim_year on fct_cost.year = dim_year.year
    where fct_cost.area = 'special' and fct_cost.is_running_cost
    group by fct_cost.municipality_code, fct_cost.year
)

select
    municipality_code,
    year,
    cast(budget_amount as decimal(18, 6)) as budget_fixed,
    cast(accounts_amount as decimal(18, 6)) as accounts_fixed,
    cast(budget_amount - accounts_amount as decimal(18, 6)) as balance,
    {{ share('budget_amount - accounts_amount', 'budget_amount') }} as balance_share
from money
where budget_amount is not null or accounts_amount is not null
