-- From a year's prices to a price level: the product of the links between, divided by them for later years.
-- Only years with postings are asked for; a link that is missing among them stops the build and is named.
{{ config(post_hook="{{ stop_on_missing_price_links(this) }}") }}
with target_level as (
    select distinct cast(price_level as integer) as price_level
    from (
        select {{ var('price_level') }} as price_level
        union all
        select {{ var('balance_price_level') }} as price_level
    ) as levels
),

posted_year as (
    select distinct cast(year as integer) as year
    from {{ ref('stg_oekonomi') }}
),

link as (
    select
        cast(year_from as integer) as year_from,
        cast(year_to as integer) as year_to,
        1 + cast(rate_pct as {{ type_double() }}) / 100 as growth
    from {{ seed('pl_index') }}
    where cast(year_to as integer) = cast(year_from as integer) + 1
),

chained as (
    select
        target_level.price_level,
        posted_year.year,
        count(link.year_from) as link_count,
        count(distinct link.year_from) as linked_year_count,
        coalesce(exp(sum(ln(link.growth))), 1) as growth_between
    from target_level
    cross join posted_year
    left join link
        on
            least(posted_year.year, target_level.price_level) <= link.year_from
            and link.year_to <= greatest(posted_year.year, target_level.price_level)
    group by target_level.price_level, posted_year.year
)

select
    price_level,
    year,
    case
        when link_count <> abs(price_level - year) or linked_year_count <> link_count then null
        when year <= price_level then cast(growth_between as decimal(18, 12))
        else cast(1 / growth_between as decimal(18, 12))
    end as factor
from chained
