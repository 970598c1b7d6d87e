-- Events of placement courses; the newest delivery of an event is in force.
with events as (
    select
        *,
        {{ newest_row_rank(['pnr', 'forloebsnr', 'haendelse', 'startdato']) }} as delivery_rank
    from {{ source('registers', 'buaf') }}
)

select
    person.person_key,
    events.kom as municipality_code,
    events.forloebsnr as course_number,
    events.haendelse as event_code,
    events.startdato as start_date,
    {{ open_end('events.slutdato') }} as end_date,
    events.samtykke as consent_code,
    events.ansted_klas as placement_site_code,
    events.ansted_kom as site_municipality_code,
    events.pgf as measure_code,
    events.aarsag_1 as first_cause_code,
    events.aarsag_2 as second_cause_code,
    events.aendringsaarsag as change_cause_code,
    events.efthjem as stay_after_aftercare_code,
    events._load_id as load_id
from events
left join {{ source('registers', 'person') }} as person on events.pnr = person.pnr
where events.delivery_rank = 1
