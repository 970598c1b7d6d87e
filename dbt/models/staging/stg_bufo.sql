-- Preventive measures; the newest delivery of a measure is in force.
with measures as (
    select
        *,
        {{ newest_row_rank(['pnr', 'pgf', 'sag_vfra']) }} as delivery_rank
    from {{ source('registers', 'bufo') }}
)

select
    person.person_key,
    measures.kom as municipality_code,
    measures.pgf as measure_code,
    measures.sag_vfra as start_date,
    {{ open_end('measures.sag_vtil') }} as end_date,
    measures._load_id as load_id
from measures
left join {{ source('registers', 'person') }} as person on measures.pnr = person.pnr
where measures.delivery_rank = 1
