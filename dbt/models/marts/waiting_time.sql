-- From referral to the first day of help, per paying municipality, year of referral and offer type (or all).
with cases as (
    select
        visitation.paying_municipality_code,
        visitation.offer_type,
        dim_year.year,
        dim_year.is_provisional,
        case
            when visitation.counted_end_date is not null
                then {{ dbt.datediff('visitation.referral_date', 'visitation.start_date', 'day') }}
        end as waiting_days
    from {{ ref('fct_visitation') }} as visitation
    inner join {{ ref('dim_year') }} as dim_year
        on
            cast(extract(year from visitation.referral_date) as integer) = dim_year.year
            and visitation.referral_date <= dim_year.cut_date
),

every_level as (
    select * from cases
    union all
    select
        paying_municipality_code,
        'all' as offer_type,
        year,
        is_provisional,
        waiting_days
    from cases
)

select
    paying_municipality_code as municipality_code,
    year,
    offer_type,
    is_provisional,
    count(*) as cases,
    count(waiting_days) as started,
    percentile_cont(0.5) within group (order by waiting_days) as median_days,
    percentile_cont(0.9) within group (order by waiting_days) as p90_days,
    count(*) - count(waiting_days) as still_waiting
from every_level
group by paying_municipality_code, year, offer_type, is_provisional
