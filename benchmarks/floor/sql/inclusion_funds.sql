-- Funds for inclusion per main school and per pupil enrolled there on the count date.
create table inclusion_funds as
with by_school as (
    select
        pulje.kom,
        aar,
        coalesce(school.main, pulje.instnr) as main,
        coalesce(sum(beloeb) filter (pulje = 'inklusionspulje'), 0) as inklusionspulje,
        coalesce(sum(beloeb) filter (pulje = 'stoettetimer'), 0) as stoettetimer,
        coalesce(sum(beloeb) filter (pulje = 'enhedstakst_udlagt'), 0) as enhedstakst_udlagt,
        coalesce(sum(beloeb) filter (pulje = 'enhedstakst_betalt'), 0) as enhedstakst_betalt
    from pulje
    left join school on pulje.instnr = school.instnr and make_date(aar, 9, 30) = school.day
    group by all
),

enrolled_at as (
    select main, count_year as aar, count(*) as pupils
    from enrolled
    group by all
),

with_pupils as (
    select by_school.*, case when aar in (select year from count_date) then coalesce(pupils, 0) end as pupils
    from by_school
    left join enrolled_at using (main, aar)
)

select
    kom as municipality_code,
    aar as year,
    case when grouping(main) = 1 then 'all' else main end as instnr,
    sum(inklusionspulje) as inklusionspulje,
    sum(stoettetimer) as stoettetimer,
    sum(enhedstakst_udlagt) as enhedstakst_udlagt,
    sum(enhedstakst_betalt) as enhedstakst_betalt,
    sum(inklusionspulje + stoettetimer + enhedstakst_udlagt - enhedstakst_betalt) as unbound,
    sum(pupils)::bigint as pupils,
    sum(inklusionspulje) / nullif(sum(pupils), 0) as inclusion_per_pupil,
    unbound / nullif(sum(pupils), 0) as unbound_per_pupil
from with_pupils
group by grouping sets ((kom, aar, main), (kom, aar));
