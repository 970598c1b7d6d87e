-- One row per main school and school year: its pupils, and beside them what other tables say of the school.
create table institution_profile as
with parts as (
    select school_kom as municipality_code, main as instnr, school_year, count(*) as pupils
    from enrolled
    inner join count_date on count_year = year
    group by all
    union all by name
    select school_kom as municipality_code, main as instnr, school_year, count(*) filter (is_segregated) as segregated
    from pupil
    group by all
    union all by name
    select municipality_code, instnr, school_year, pupils as absence_pupils, mean_absence, high_absence_pupils,
        high_absence_share
    from absence
    where stage = 'all'
    union all by name
    select municipality_code, instnr, school_year, respondents as wellbeing_respondents, mean as wellbeing_mean,
        low as low_wellbeing, low_share as low_wellbeing_share
    from wellbeing_indicator
    where indicator = 'general'
    union all by name
    select municipality_code, instnr, school_year, respondents as academic_respondents, low as low_academic,
        low_share as low_academic_share
    from wellbeing_indicator
    where indicator = 'faglig'
    union all by name
    select municipality_code, instnr, school_year, respondents as school_joy_respondents, headline_n as school_joy,
        headline_share as school_joy_share
    from wellbeing_item
    where item = 'sp01'
    union all by name
    select municipality_code, instnr, school_year, respondents as bullying_respondents, headline_n as bullied,
        headline_share as bullied_share
    from wellbeing_item
    where item = 'sp06'
    union all by name
    select
        municipality_code,
        instnr,
        half_year[:4]::integer - (half_year[-1] = '1')::integer as start_year,
        start_year || '/' || (start_year + 1) as school_year,
        case when half_year[-1] = '2' then decisions end as autumn_decisions,
        case when half_year[-1] = '2' then decisions_over_nine_hours end as autumn_decisions_over_nine_hours,
        case when half_year[-1] = '1' then decisions end as spring_decisions,
        case when half_year[-1] = '1' then decisions_over_nine_hours end as spring_decisions_over_nine_hours
    from support_decisions
    union all by name
    select municipality_code, instnr, year || '/' || (year + 1) as school_year, inklusionspulje as inclusion_pool,
        unbound as unbound_funds, pupils as funded_pupils, inclusion_per_pupil, unbound_per_pupil
    from inclusion_funds
),

side_by_side as (
    select
        municipality_code,
        instnr,
        school_year,
        max(columns(* exclude (municipality_code, instnr, school_year, start_year)))
    from parts
    where instnr <> 'all'
    group by all
)

-- a school that changed municipality within the year: the one that it lay in on the count date
select
    side_by_side.*,
    coalesce(school.insttype, 'unknown') as institution_type,
    coalesce(school.distrikt, 'unknown') as district,
    segregated / nullif(side_by_side.pupils, 0) as segregation_rate,
    personnel.heads as district_heads,
    personnel.full_time as district_full_time
from side_by_side
left join count_date using (school_year)
left join school on side_by_side.instnr = school.instnr and count_date.day = school.day
left join personnel
    on
        side_by_side.municipality_code = personnel.municipality_code
        and school.distrikt = personnel.district
        and count_date.year = personnel.year
        and unit = 'distrikt'
qualify row_number() over (
    partition by side_by_side.instnr, school_year
    order by side_by_side.municipality_code is distinct from school.kom, side_by_side.municipality_code
) = 1;
