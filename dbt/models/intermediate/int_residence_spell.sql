-- Where each person lived from one population snapshot to the next, snapshots without a move joined together.
-- A snapshot stands until a later one says otherwise. A table, because every count date is looked up in it.
{{ config(materialized='table') }}

with snapshots as (
    select
        person_key,
        reference_date,
        municipality_code,
        lag(municipality_code) over (partition by person_key order by reference_date) as previous_municipality_code
    from {{ ref('stg_bef') }}
    where reference_date <= {{ as_of() }}
),

moves as (
    select
        person_key,
        reference_date,
        municipality_code
    from snapshots
    where previous_municipality_code is null or municipality_code <> previous_municipality_code
)

select
    person_key,
    municipality_code,
    reference_date as from_date,
    {{ add_days('lead(reference_date) over (partition by person_key order by reference_date)', -1) }} as to_date
from moves
