-- Money of the two areas by year, kind and offer type, and what a year's prices are worth in two price levels.
create table money as
select kom, aar, omraade, art, coalesce(tilbud, 'unknown') as tilbud, sum(beloeb) as amount
from oekonomi
where omraade in ('special', 'almen') and dranst in ('1', '2')
group by all;

create table price as
select
    year,
    level,
    coalesce(product(case when year < level then 1 + rate_pct / 100 else 1 / (1 + rate_pct / 100) end), 1) as factor
from (select distinct aar as year from money)
cross join (values (2024), (2025)) as levels (level)
left join pl_index on year_from >= least(year, level) and year_to <= greatest(year, level)
group by all;
