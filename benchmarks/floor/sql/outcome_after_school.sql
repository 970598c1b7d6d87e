-- What those who left school in a special offer, or after one, do five years later; every status with its zeros.
create table outcome_after_school as
with last_seen as (
    select pnr, max(count_year) as count_year
    from enrolled
    group by pnr
),

leaver as (
    select
        pupil.kom,
        pupil.pnr,
        pupil.count_year + 1 as leaving_year,
        case when is_segregated then 'special_leaver' else 'returned_leaver' end as leaver_group
    from pupil
    inner join last_seen using (pnr, count_year)
    where grade in (9, 10) and kom is not null and pnr in (select pnr from pupil where is_segregated)
),

counted as (
    select kom, leaving_year, leaver_group, histogram(status) as statuses, count(*) as group_size
    from leaver
    inner join beskaeftigelse on leaver.pnr = beskaeftigelse.pnr and leaving_year + 5 = aar
    where aar <= year(getvariable('as_of'))
    group by all
)

select
    kom as municipality_code,
    leaving_year,
    leaver_group,
    status,
    coalesce(statuses[status], 0)::bigint as persons,
    group_size,
    persons / group_size as share
from counted
cross join unnest(['beskaeftigelse', 'uddannelse', 'offentlig_forsoergelse', 'oevrige']) as listed (status);
