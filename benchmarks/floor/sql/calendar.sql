-- Calendar years up to the data cut, and the count dates of the school years; as_of is set by the driver.
create table calendar as
select
    year::integer as year,
    make_date(year, 1, 1) as first_day,
    least(make_date(year, 12, 31), getvariable('as_of')) as last_day,
    make_date(year, 12, 31) - make_date(year, 1, 1) + 1 as day_count,
    getvariable('as_of') < make_date(year, 12, 31) as is_provisional
from range(1980, year(getvariable('as_of')) + 1) as years (year);

create table count_date as
select
    year,
    make_date(year, 9, 30) as day,
    year || '/' || (year + 1) as school_year
from calendar
where make_date(year, 9, 30) <= getvariable('as_of');
