-- Children in childcare and their full-time units.
create table childcare as
select
    kom as municipality_code,
    aar as year,
    pasningstilbud as offer,
    count(distinct pnr) as children,
    sum(fuldtidsenhed) as full_time_units
from boernfb
where indskrevet_fra <= getvariable('as_of') and aar <= year(getvariable('as_of'))
group by all;
