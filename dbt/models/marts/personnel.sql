-- Staff by district and unit; the computed total stands beside the printed one, and nobody makes them agree.
with districts as (
    select
        municipality_code,
        year,
        district,
        unit,
        unit_name_da,
        unit_name_en,
        heads,
        full_time
    from {{ ref('fct_personnel') }}
    where not is_printed_total
),

totals as (
    select
        municipality_code,
        year,
        'all' as district,
        unit,
        unit_name_da,
        unit_name_en,
        sum(case when not is_printed_total then heads end) as heads,
        sum(case when not is_printed_total then full_time end) as full_time,
        sum(case when is_printed_total then heads end) as printed_heads,
        sum(case when is_printed_total then full_time end) as printed_full_time
    from {{ ref('fct_personnel') }}
    group by municipality_code, year, unit, unit_name_da, unit_name_en
)

select
    municipality_code,
    year,
    district,
    unit,
    unit_name_da,
    unit_name_en,
    cast(heads as decimal(18, 6)) as heads,
    cast(full_time as decimal(18, 6)) as full_time,
    cast(null as decimal(18, 6)) as printed_heads,
    cast(null as decimal(18, 6)) as printed_full_time
from districts
union all
select
    municipality_code,
    year,
    district,
    unit,
    unit_name_da,
    unit_name_en,
    cast(heads as decimal(18, 6)) as heads,
    cast(full_time as decimal(18, 6)) as full_time,
    cast(printed_heads as decimal(18, 6)) as printed_heads,
    cast(printed_full_time as decimal(18, 6)) as printed_full_time
from totals
