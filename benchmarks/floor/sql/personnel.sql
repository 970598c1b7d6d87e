-- Staff by district and unit; the printed total stands beside the computed one.
create table personnel as
select
    kom as municipality_code,
    aar as year,
    case when grouping(distrikt) = 1 then 'all' else distrikt end as district,
    enhed as unit,
    sum(hoveder) filter (distrikt <> 'I alt') as heads,
    sum(fuldtid) filter (distrikt <> 'I alt') as full_time,
    case when district = 'all' then sum(hoveder) filter (distrikt = 'I alt') end as printed_heads,
    case when district = 'all' then sum(fuldtid) filter (distrikt = 'I alt') end as printed_full_time
from personale
group by grouping sets ((kom, aar, distrikt, enhed), (kom, aar, enhed))
having district <> 'I alt';
