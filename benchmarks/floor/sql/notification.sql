-- Notifications of concern: each once in cause 'all', and once in each of its causes.
create table notification as
with notified as (
    select
        pnr,
        kom,
        year(und_dato)::integer as year,
        coalesce(underretter, 'unknown') as notifier,
        columns('aarsag_.*'),
        true as aarsag_all
    from buu
    where und_dato <= getvariable('as_of')
)

select
    kom as municipality_code,
    year,
    notifier,
    cause[8:] as cause,
    count(*) as notifications,
    count(distinct pnr) as children
from (unpivot notified on columns('aarsag_.*') into name cause value is_cause)
where is_cause
group by all;
