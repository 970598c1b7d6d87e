-- Interventions: who finished, where those are now, how absent in the twelve months before and after, at what price.
create table intervention_outcome as
with course as (
    select *, status = 'gennemfoert' as is_finished
    from indsats
    where "start" <= getvariable('as_of')
),

-- months of finished courses, counted through from the year 0
near as (
    select
        pnr,
        indsats,
        "start",
        maaned,
        datediff('month', "start", maaned) between -12 and -1 as is_before,
        coalesce(datediff('month', slut, maaned) between 1 and 12, false) as is_after,
        dageaktiv,
        dagesyg + dagelovfra + dageulovfra as absent
    from course
    inner join fravaer using (pnr)
    where is_finished and maaned <= getvariable('as_of') and (is_before or is_after)
),

around as (
    select
        pnr,
        indsats,
        "start",
        count(distinct maaned) filter (is_before and dageaktiv > 0) as months_before,
        count(distinct maaned) filter (is_after and dageaktiv > 0) as months_after,
        months_before * sum(absent) filter (is_before) / sum(dageaktiv) filter (is_before) as weighed_before,
        months_after * sum(absent) filter (is_after) / sum(dageaktiv) filter (is_after) as weighed_after
    from near
    group by all
),

now as (
    select pnr, is_segregated
    from pupil
    where count_year = (select max(count_year) from pupil)
)

select
    course.kom as municipality_code,
    course.indsats as intervention,
    year(course."start")::integer as start_year,
    count(*) as enrolled,
    count(*) filter (is_finished) as finished,
    count(*) filter (status = 'i_gang') as ongoing,
    count(*) filter (is_finished and now.is_segregated) as finished_now_segregated,
    count(*) filter (is_finished and not now.is_segregated) as finished_now_general,
    sum(weighed_before) / nullif(sum(months_before), 0) as absence_before,
    sum(weighed_after) / nullif(sum(months_after), 0) as absence_after,
    avg(pris_undervisning) as price_teaching,
    avg(pris_behandling) as price_treatment
from course
left join now on course.pnr = now.pnr
left join around on course.pnr = around.pnr and course.indsats = around.indsats and course."start" = around."start"
group by all;
