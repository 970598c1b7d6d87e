-- Offer types as the marts name them: an offer with an hours limit is two types. Money without an offer is 'unknown'.
with offers as (
    select
        code as offer_type,
        code as offer_code,
        name_da,
        name_en,
        is_segregated,
        is_special,
        intermediate_level,
        sort_order,
        mark
    from {{ seed('offer_type') }}
),

below_hours_limit as (
    select
        code_below_hours as offer_type,
        code as offer_code,
        {{ dbt.concat(["name_da", "' (under)'"]) }} as name_da,
        {{ dbt.concat(["name_en", "' (below)'"]) }} as name_en,
        false as is_segregated,
        false as is_special,
        intermediate_level,
        sort_order + 1 as sort_order,
        mark
    from {{ seed('offer_type') }}
    where code_below_hours is not null
),

unknown_offer as (
    select
        'unknown' as offer_type,
        'unknown' as offer_code,
        'ukendt' as name_da,
        'unknown' as name_en,
        false as is_segregated,
        false as is_special,
        cast(null as integer) as intermediate_level,
        99 as sort_order,
        cast(null as {{ dbt.type_string() }}) as mark
)

select * from offers
union all
select * from below_hours_limit
union all
select * from unknown_offer
