-- Funds laid out to schools for inclusion, in the year's own prices.
select
    aar as year,
    kom as municipality_code,
    instnr,
    pulje as pool,
    beloeb as amount_current,
    _period as source_period,
    _load_id as load_id
from {{ source('registers', 'pulje') }}
