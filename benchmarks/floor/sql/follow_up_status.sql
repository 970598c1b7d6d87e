-- The status sheet: the newest and the previous figure of every indicator that is followed up.
create table follow_up_status as
with figures as (
    select 'segregation_rate' as measure, denominator_scope as subject, municipality_code, school_year as period,
        segregation_rate as value
    from segregation_rate
    where district = 'all'
    union all
    select unnest(['mean_absence', 'high_absence_share']), 'all', municipality_code, school_year,
        unnest([mean_absence, high_absence_share])
    from absence
    where instnr = 'all' and stage = 'all'
    union all
    select 'rate', 'all', municipality_code, school_year, rate
    from school_starters
    union all
    select 'decisions_over_nine_hours', 'all', municipality_code, half_year, decisions_over_nine_hours
    from support_decisions
    where instnr = 'all'
    union all
    select 'low_share', indicator, municipality_code, school_year, low_share
    from wellbeing_indicator
    where instnr = 'all'
    union all
    select 'headline_share', case item when 'sp01' then 'school_joy' else 'bullying' end, municipality_code,
        school_year, headline_share
    from wellbeing_item
    where instnr = 'all' and item in ('sp01', 'sp06')
    union all
    select 'balance', 'all', municipality_code, year::varchar, balance
    from budget_balance
),

newest as (
    select
        *,
        lag(value) over (partition by measure, subject, municipality_code order by period) as previous_value
    from figures
    where value is not null
    qualify row_number() over (partition by measure, subject, municipality_code order by period desc) = 1
)

select
    newest.municipality_code,
    follow_up,
    indicator,
    newest.period,
    newest.value,
    previous_value,
    newest.value - previous_value as change,
    desired_direction,
    case desired_direction
        when 'lower' then change < 0
        when 'higher' then change > 0
        when 'balance' then abs(newest.value) < abs(previous_value)
    end as moves_as_desired,
    format(
        '{}-{:02}',
        year(getvariable('as_of')) - (month(getvariable('as_of')) < follow_up_month)::integer,
        follow_up_month
    ) as updated_month,
    case when has_national_comparison then country.value end as national_value
from newest
inner join follow_up_indicator using (measure, subject)
left join figures as country
    on
        newest.measure = country.measure
        and newest.subject = country.subject
        and newest.period = country.period
        and country.municipality_code = 'all'
where newest.municipality_code <> 'all';
