-- Thematic follow-ups: what is looked at when, and by what kind of data.
select
    municipality_code,
    initiative,
    date_text,
    focus,
    data_kind
from {{ ref('stg_opfoelgning') }}
