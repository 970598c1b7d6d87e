-- Children visitated to two special offers at once: such a day counts once in all offers and in each of the two.
{{ config(materialized='table', schema='governance', contract={'enforced': true}) }}
with special as (
    select
        person_key,
        paying_municipality_code,
        offer_type,
        start_date,
        counted_end_date
    from {{ ref('fct_visitation') }}
    where is_special and counted_end_date is not null
),

overlap as (
    select
        one.person_key,
        one.paying_municipality_code,
        one.offer_type,
        other.offer_type as other_offer_type,
        greatest(one.start_date, other.start_date) as first_date,
        least(one.counted_end_date, other.counted_end_date) as last_date
    from special as one
    inner join special as other
        on
            one.person_key = other.person_key
            and one.paying_municipality_code = other.paying_municipality_code
            and one.offer_type < other.offer_type
            and one.start_date <= other.counted_end_date
            and one.counted_end_date >= other.start_date
)

select
    paying_municipality_code as municipality_code,
    offer_type,
    other_offer_type,
    cast(count(distinct person_key) as bigint) as children,
    cast(count(*) as bigint) as overlap_count,
    min(first_date) as first_date,
    max(last_date) as last_date
from overlap
group by paying_municipality_code, offer_type, other_offer_type
