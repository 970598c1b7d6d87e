-- Visitations with the offer type that figures use, the district and the last day that counts.
with visitation as (
    select
        stg_visitation.*,
        {{ as_of() }} as as_of_date
    from {{ ref('stg_visitation') }} as stg_visitation
),

with_hours_rule as (
    select
        visitation.*,
        offer_type.code_below_hours,
        coalesce(offer_type.is_special, false) as is_special_offer,
        offer_type.code_below_hours is not null and not {{ has_special_hours('visitation.weekly_hours') }}
            as is_below_hours
    from visitation
    left join {{ seed('offer_type') }} as offer_type on visitation.offer_code = offer_type.code
)

select
    person_key,
    offer_code,
    case when is_below_hours then code_below_hours else offer_code end as offer_type,
    is_special_offer and not is_below_hours as is_special,
    offer_instnr,
    paying_municipality_code,
    residence_municipality_code,
    coalesce(district, 'unknown') as district,
    referring_instnr,
    weekly_hours,
    referral_date,
    decision_date,
    start_date,
    end_date,
    case when start_date <= as_of_date then {{ cut_end('end_date', 'as_of_date') }} end as counted_end_date
from with_hours_rule
