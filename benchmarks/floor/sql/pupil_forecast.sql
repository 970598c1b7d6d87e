-- The newest forecast by district and together, and its change since the first year of the row.
create table pupil_forecast as
with summed as (
    select kom, aar, case when grouping(distrikt) = 1 then 'all' else distrikt end as district, sum(elever) as pupils
    from prognose
    where filename = (select arg_max(filename, period) from file where source = 'prognose')
    group by grouping sets ((kom, aar, distrikt), (kom, aar))
)

select
    kom as municipality_code,
    aar as year,
    district,
    pupils,
    pupils - first_value(pupils) over (partition by kom, district order by aar) as change_since_first
from summed;
