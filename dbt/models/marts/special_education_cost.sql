-- Special money, helårsbørn and money per helårsbarn by offer type and kind of posting.
with special_money as (
    select
        municipality_code,
        year,
        offer_type,
        kind,
        sum(amount_current) as amount_current,
        sum(amount_fixed) as amount_fixed
    from {{ ref('fct_cost') }}
    where area = 'special' and is_running_cost
    group by municipality_code, year, offer_type, kind
),

money_with_total as (
    select * from special_money
    union all
    select
        municipality_code,
        year,
        'all' as offer_type,
        kind,
        sum(amount_current) as amount_current,
        sum(amount_fixed) as amount_fixed
    from special_money
    group by municipality_code, year, kind
),

days_across_districts as (
    select
        paying_municipality_code,
        year,
        offer_type,
        sum(days) as days
    from {{ ref('fct_helaarsboern_total') }}
    where district = 'all'
    group by paying_municipality_code, year, offer_type
),

money_and_children as (
    select
        money_with_total.*,
        dim_year.is_over,
        dim_year.is_provisional,
        {{ share('coalesce(days_across_districts.days, 0)', 'dim_year.day_count') }} as helaarsboern
    from money_with_total
    inner join {{ ref('dim_year') }} as dim_year on money_with_total.year = dim_year.year
    left join days_across_districts
        on
            money_with_total.municipality_code = days_across_districts.paying_municipality_code
            and money_with_total.year = days_across_districts.year
            and money_with_total.offer_type = days_across_districts.offer_type
)

select
    municipality_code,
    year,
    offer_type,
    kind,
    cast(amount_current as decimal(18, 6)) as amount_current,
    cast(amount_fixed as decimal(18, 6)) as amount_fixed,
    helaarsboern,
    case when is_over then {{ share('amount_fixed', 'helaarsboern') }} end as unit_cost_fixed,
    is_provisional
from money_and_children
