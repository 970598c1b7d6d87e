-- Absence: one pupil is one unit per row; active months are bits, so that they can be united across schools.
create table absence as
with by_school as (
    select
        fravaer.pnr,
        coalesce(school.kom, 'unknown') as kom,
        year(maaned) - (month(maaned) < 8)::integer as count_year,
        coalesce(school.main, fravaer.instnr) as main,
        sum(dageaktiv) as active,
        sum(dagesyg) as sick,
        sum(dagelovfra) as permitted,
        sum(dageulovfra) as unpermitted,
        bit_or(case when dageaktiv > 0 then 1 << month(maaned) else 0 end) as months
    from fravaer
    left join school on fravaer.instnr = school.instnr and maaned = school.day
    where maaned <= getvariable('as_of')
    group by all
),

in_row as (
    select pnr, kom, count_year, case when grouping(main) = 1 then 'all' else main end as instnr,
        sum(active) as active, sum(sick) as sick, sum(permitted) as permitted, sum(unpermitted) as unpermitted,
        bit_count(bit_or(months)) as months
    from by_school
    group by grouping sets ((pnr, kom, count_year, main), (pnr, kom, count_year))
    having sum(active) > 0
),

shares as (
    select
        in_row.kom,
        in_row.count_year,
        in_row.instnr,
        enrolled.stage,
        count(*) as pupils,
        sum(months) as months,
        sum(months * sick / active) as sick,
        sum(months * permitted / active) as permitted,
        sum(months * unpermitted / active) as unpermitted,
        count(*) filter (10 * (in_row.sick + in_row.permitted + in_row.unpermitted) > active) as high
    from in_row
    left join enrolled using (pnr, count_year)
    group by all
)

select
    kom as municipality_code,
    count_year || '/' || (count_year + 1) as school_year,
    instnr,
    case when grouping(stage) = 1 then 'all' else stage end as stage,
    sum(pupils)::bigint as pupils,
    sum(sick + permitted + unpermitted) / sum(months) as mean_absence,
    sum(shares.sick) / sum(months) as sick,
    sum(shares.permitted) / sum(months) as permitted,
    sum(shares.unpermitted) / sum(months) as unpermitted,
    sum(high)::bigint as high_absence_pupils,
    sum(high) / sum(pupils) as high_absence_share
from shares
group by grouping sets ((kom, count_year, instnr, stage), (kom, count_year, instnr))
having grouping(stage) = 1 or stage is not null;
