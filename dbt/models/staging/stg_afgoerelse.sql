-- Decisions on support of all accepted half-years.
select
    person.person_key,
    afgoerelse.instnr,
    afgoerelse.afgoerelse_dato as decision_date,
    afgoerelse.timer_uge as weekly_hours,
    afgoerelse.almen as is_general_area,
    afgoerelse._load_id as load_id
from {{ source('registers', 'afgoerelse') }} as afgoerelse
left join {{ source('registers', 'person') }} as person on afgoerelse.pnr = person.pnr
