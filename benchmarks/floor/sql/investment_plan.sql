-- Investment plans by proposal and duration, by year and on average over the years of the plan.
create table investment_plan as
with rolled as (
    select
        kom,
        case when grouping(forslag) = 1 then 'all' else forslag end as proposal,
        case when grouping(varighed) = 1 then 'all' else varighed end as duration,
        case when grouping(aar) = 1 then 'average' else aar::varchar end as year,
        sum(beloeb_1000kr) as amount
    from investering
    group by cube (forslag, varighed, aar), kom
)

select
    kom as municipality_code,
    proposal,
    duration,
    year,
    case when year = 'average' then amount / year_count else amount end as amount_1000kr
from rolled
inner join (select kom, count(distinct aar) as year_count from investering group by kom) using (kom);
