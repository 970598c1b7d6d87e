-- Of the pupils first seen segregated after a general year: who is back in the general school three count dates later.
create table return_rate as
with seen as (
    select
        pnr,
        min(count_year) filter (is_segregated) as first_segregated,
        min(count_year) filter (not is_segregated) as first_general
    from pupil
    group by pnr
    having first_general < first_segregated
),

outcome as (
    select
        referral.kom,
        referral.school_year,
        referral.stage,
        referral.count_year + 3 in (select count_year from pupil) as is_known,
        later.pnr is not null as is_enrolled,
        coalesce(not later.is_segregated, false) as is_returned
    from seen
    inner join pupil as referral on seen.pnr = referral.pnr and seen.first_segregated = referral.count_year
    left join pupil as later on referral.pnr = later.pnr and referral.count_year + 3 = later.count_year
    where referral.stage in ('indskoling', 'mellemtrin')
)

select
    case when grouping(kom) = 1 then 'all' else kom end as municipality_code,
    school_year,
    case when grouping(stage) = 1 then 'all' else stage end as stage,
    count(*) as referred,
    case when bool_and(is_known) then count(*) filter (is_enrolled) end as still_enrolled,
    case when bool_and(is_known) then count(*) filter (is_returned) end as returned,
    returned / nullif(still_enrolled, 0) as rate
from outcome
group by grouping sets ((kom, school_year, stage), (kom, school_year), (school_year, stage), (school_year))
having municipality_code is not null;
