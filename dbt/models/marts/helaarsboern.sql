-- Children, days and helårsbørn per paying municipality, year, district and offer type.
with days_by_offer_and_district as (
    select
        paying_municipality_code,
        year,
        district,
        offer_type,
        days
    from {{ ref('fct_helaarsboern') }}
),

days_across as (
    select
        paying_municipality_code,
        year,
        district,
        offer_type,
        days
    from {{ ref('fct_helaarsboern_total') }}
),

child_days as (
    select * from days_by_offer_and_district
    union all
    select * from days_across
)

select
    child_days.paying_municipality_code as municipality_code,
    child_days.year,
    child_days.district,
    child_days.offer_type,
    cast(count(*) as bigint) as children,
    cast(sum(child_days.days) as bigint) as days,
    {{ share('sum(child_days.days)', 'dim_year.day_count') }} as helaarsboern,
    dim_year.is_provisional
from child_days
inner join {{ ref('dim_year') }} as dim_year on child_days.year = dim_year.year
group by
    child_days.paying_municipality_code,
    child_days.year,
    child_days.district,
    child_days.offer_type,
    dim_year.day_count,
    dim_year.is_provisional
