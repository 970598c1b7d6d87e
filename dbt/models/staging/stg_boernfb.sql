-- Children enrolled in childcare, per institution and year.
select
    person.person_key,
    cast(boernfb.aar as integer) as year,
    boernfb.kom as municipality_code,
    boernfb.dst_instnr as childcare_institution_number,
    boernfb.pasningstilbud as offer_code,
    boernfb.ejerform as ownership_code,
    boernfb.aldersgruppe as age_group_code,
    boernfb.indskrevet_fra as enrolled_from_date,
    {{ open_end('boernfb.indskrevet_til') }} as enrolled_to_date,
    boernfb.fuldtidsenhed as full_time_units,
    boernfb.timer_uge as weekly_hours,
    boernfb._load_id as load_id
from {{ source('registers', 'boernfb') }} as boernfb
left join {{ source('registers', 'person') }} as person on boernfb.pnr = person.pnr
