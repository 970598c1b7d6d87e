-- Staff per district and unit, and the totals as they were printed.
select
    aar as year,
    kom as municipality_code,
    distrikt as district,
    enhed as unit,
    hoveder as heads,
    fuldtid as full_time,
    delt_med as shared_with,
    lower(trim(distrikt)) = lower('{{ var("personnel_total_label") }}') as is_printed_total,
    _load_id as load_id
from {{ source('registers', 'personale') }}
