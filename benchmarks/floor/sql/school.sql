-- Every institution on every day that is asked for, with its main school's number and place.
create table school as
with days as (
    select day from count_date
    union
    select make_date(year, 12, 31) from calendar
    union
    select distinct maaned from fravaer
),

valid as (
    select
        days.day,
        institution.*,
        case when enhedsart = 'afdeling' then hovedskole_instnr end as main_school
    from institution
    inner join days on days.day >= gyldig_fra and (gyldig_til is null or days.day <= gyldig_til)
    qualify row_number() over (partition by instnr, days.day order by gyldig_fra desc) = 1
)

select
    part.day,
    part.instnr,
    part.insttype,
    coalesce(part.main_school, part.instnr) as main,
    coalesce(main.kom, part.kom) as kom,
    coalesce(case when main.instnr is null then part.distrikt else main.distrikt end, 'unknown') as distrikt,
    case when main.instnr is null then part.klynge else main.klynge end as klynge
from valid as part
left join valid as main on part.day = main.day and part.main_school = main.instnr;
