-- Postings of budget, accounts and expected spending, in the year's own prices.
select
    bilag as posting_id,
    kom as municipality_code,
    aar as year,
    maaned as month,
    art as kind,
    funktion as function_code,
    dranst as operation_code,
    ejerforhold as ownership_code,
    gruppering as grouping_code,
    omraade as area,
    tilbud as offer_code,
    instnr,
    beloeb as amount_current,
    _period as source_period,
    _load_id as load_id
from {{ source('registers', 'oekonomi') }}
