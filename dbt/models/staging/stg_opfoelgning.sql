-- Thematic follow-ups as last delivered: one row per initiative, date and kind of data.
select
    kom as municipality_code,
    initiativ as initiative,
    tidspunkt as date_text,
    fokus as focus,
    data as data_kind,
    _load_id as load_id
from {{ source('registers', 'opfoelgning') }}
where {{ in_newest_period(source('registers', 'opfoelgning')) }}
