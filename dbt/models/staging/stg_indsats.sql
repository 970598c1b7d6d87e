-- Courses of children in interventions, as last delivered.
select
    person.person_key,
    indsats.kom as municipality_code,
    indsats.indsats as intervention_code,
    indsats.start as start_date,
    {{ open_end('indsats.slut') }} as end_date,
    indsats.status as status_code,
    indsats.pris_undervisning as teaching_price,
    indsats.pris_behandling as treatment_price,
    indsats._load_id as load_id
from {{ source('registers', 'indsats') }} as indsats
left join {{ source('registers', 'person') }} as person on indsats.pnr = person.pnr
where {{ in_newest_period(source('registers', 'indsats')) }}
