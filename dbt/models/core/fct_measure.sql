-- One row per preventive measure.
select
    stg_bufo.person_key,
    stg_bufo.municipality_code,
    stg_bufo.measure_code,
    measure_group.measure_group,
    stg_bufo.start_date,
    stg_bufo.end_date
from {{ ref('stg_bufo') }} as stg_bufo
left join {{ seed('measure_group') }} as measure_group
    on stg_bufo.measure_code between measure_group.code_from and measure_group.code_to
