-- Preventive measures; of a measure that was delivered again, the newest row counts.
create table preventive_measure as
with spell as (
    select
        bufo.*,
        case when pgf between '200' and '299' then 'person_directed' else 'family_directed' end as measure_group,
        least(coalesce(sag_vtil, '9999-12-31'), getvariable('as_of')) as last_day
    from bufo
    inner join file using (filename)
    where (pgf between '200' and '299' or pgf between '400' and '499') and sag_vfra <= getvariable('as_of')
    qualify row_number() over (partition by pnr, pgf, sag_vfra order by file.period desc) = 1
)

select
    kom as municipality_code,
    year,
    measure_group,
    count(distinct pnr) as children,
    count(*) filter (sag_vfra >= calendar.first_day) as started,
    count(*) filter (spell.last_day >= calendar.last_day) as active_end_of_year
from spell
inner join calendar on sag_vfra <= calendar.last_day and spell.last_day >= calendar.first_day
group by all;
