-- Decisions on support in the general area, at the main school and where it lay on the day of the decision.
create table support_decisions as
with decision as (
    select
        afgoerelse_dato as day,
        timer_uge,
        afgoerelse.instnr,
        part.kom,
        case when enhedsart = 'afdeling' then hovedskole_instnr end as main_school
    from afgoerelse
    left join institution as part
        on
            afgoerelse.instnr = part.instnr
            and afgoerelse_dato between part.gyldig_fra and coalesce(part.gyldig_til, '9999-12-31')
    where almen and afgoerelse_dato <= getvariable('as_of')
),

at_main_school as (
    select
        coalesce(main.kom, decision.kom, 'unknown') as kom,
        year(day) || case when month(day) <= 6 then 'H1' else 'H2' end as half_year,
        unnest([coalesce(main_school, decision.instnr), 'all']) as instnr,
        timer_uge
    from decision
    left join institution as main
        on main_school = main.instnr and day between main.gyldig_fra and coalesce(main.gyldig_til, '9999-12-31')
)

select
    kom as municipality_code,
    half_year,
    instnr,
    count(*) as decisions,
    count(*) filter (timer_uge >= 9) as decisions_over_nine_hours
from at_main_school
group by all;
