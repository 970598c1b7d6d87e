-- Children placed outside the home per acting municipality, year and group of placement sites.
with counted as (
    select
        municipality_code,
        year,
        placement_group,
        sum(case when is_placed_at_year_end then 1 else 0 end) as children_end_of_year,
        sum(started_count) as started,
        sum(ended_count) as ended,
        sum(days) as days,
        sum(case when has_known_consent_at_year_end then 1 else 0 end) as known_consent_children,
        sum(case when has_consent_at_year_end then 1 else 0 end) as consent_children
    from {{ ref('fct_placement_year') }}
    group by municipality_code, year, placement_group
)

select
    counted.municipality_code,
    counted.year,
    counted.placement_group,
    cast(counted.children_end_of_year as bigint) as children_end_of_year,
    cast(counted.started as bigint) as started,
    cast(counted.ended as bigint) as ended,
    cast(counted.days as bigint) as days,
    {{ share('counted.days', 'dim_year.day_count') }} as helaarsboern,
    cast(counted.consent_children as bigint) as consent_children,
    cast(counted.known_consent_children as bigint) as known_consent_children,
    {{ share('counted.consent_children', 'counted.known_consent_children') }} as consent_share,
    dim_year.is_provisional
from counted
inner join {{ ref('dim_year') }} as dim_year on counted.year = dim_year.year
