-- Days in offers, each day once, at every level that a figure is shown on: an offer type and all special ones together,
-- a district and all of them together.
with started as (
    select
        person_key,
        paying_municipality_code,
        offer_type,
        district,
        is_special,
        start_date as from_date,
        counted_end_date as to_date
    from {{ ref('int_visitation') }}
    where counted_end_date is not null
),

by_offer as (
    select
        person_key,
        paying_municipality_code,
        offer_type,
        district,
        from_date,
        to_date
    from started
    union all
    select
        person_key,
        paying_municipality_code,
        'all' as offer_type,
        district,
        from_date,
        to_date
    from started
    where is_special
),

by_offer_and_district as (
    select * from by_offer
    union all
    select
        person_key,
        paying_municipality_code,
        offer_type,
        'all' as district,
        from_date,
        to_date
    from by_offer
)

{{ union_of_spells(
    'by_offer_and_district', ['person_key', 'paying_municipality_code', 'offer_type', 'district']
) }}
