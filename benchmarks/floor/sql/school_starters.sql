-- Children in grade 0 who were pupils at no count date before, and how many of them are segregated.
create table school_starters as
select
    kom as municipality_code,
    school_year,
    count(*) as starters,
    count(*) filter (is_segregated) as segregated,
    segregated / starters as rate
from pupil
inner join (select pnr, min(count_year) as count_year from enrolled group by pnr) using (pnr, count_year)
where grade = 0 and kom is not null
group by all;
