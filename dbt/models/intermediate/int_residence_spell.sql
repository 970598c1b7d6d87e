-- Where each person lived from one population snapshot to the next, snapshots without a move joined together.
-- A snapshot stands until a later one says otherwise. Most people never move: only movers' snapshots are put in order.
{{ config(materialized='table') }}

with snapshots as (
    select
        person_key,
        reference_date,
        municipality_code
    from {{ ref('stg_bef') }}
    where reference_date <= {{ as_of() }}
),

persons as (
    select
        person_key,
        min(municipality_code) as municipality_code,
        max(municipality_code) as other_municipality_code,
        min(reference_date) as first_seen_date
    from snapshots
    group by person_key
),

movers_in_order as (
    select
        snapshots.person_key,
        snapshots.reference_date,
        snapshots.municipality_code,
        lag(snapshots.municipality_code) over (
            partition by snapshots.person_key
            order by snapshots.reference_date
        ) as previous_municipality_code
    from snapshots
    inner join persons on snapshots.person_key = persons.person_key
    where persons.municipality_code <> persons.other_municipality_code
),

moves as (
    select
        person_key,
        municipality_code,
        reference_date
    from movers_in_order
    where previous_municipality_code is null or municipality_code <> previous_municipality_code
)

select
    person_key,
    municipality_code,
    reference_date as from_date,
    {{ add_days('lead(reference_date) over (partition by person_key order by reference_date)', -1) }} as to_date
from moves
union all
select
    person_key,
    municipality_code,
    first_seen_date as from_date,
    cast(null as date) as to_date
from persons
where municipality_code = other_municipality_code
