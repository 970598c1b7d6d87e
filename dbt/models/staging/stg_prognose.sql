-- The newest pupil forecast; its vintage is the year in which it was made.
select
    aar as year,
    kom as municipality_code,
    distrikt as district,
    klassetrin as grade,
    elever as pupils,
    _period as vintage,
    _load_id as load_id
from {{ source('registers', 'prognose') }}
where {{ in_newest_period(source('registers', 'prognose')) }}
