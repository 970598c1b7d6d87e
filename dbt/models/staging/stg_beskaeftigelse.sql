-- Main occupation per person and year, of all accepted years.
select
    person.person_key,
    beskaeftigelse.aar as year,
    beskaeftigelse.status as status_code,
    beskaeftigelse._load_id as load_id
from {{ source('registers', 'beskaeftigelse') }} as beskaeftigelse
left join {{ source('registers', 'person') }} as person on beskaeftigelse.pnr = person.pnr
