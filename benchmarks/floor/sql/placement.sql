-- Children placed outside their home; of an event that was delivered again, the newest row counts.
create table placement as
with spell as (
    select
        buaf.* exclude (filename),
        case
            when ansted_klas in ('06') then 'own_room'
            when ansted_klas in ('12', '13') then 'residence'
            when ansted_klas in ('07', '08', '09', '10', '16', '17') then 'institution'
            when ansted_klas in ('11', '98', '99') then 'other'
            else 'foster'
        end as own_group,
        least(coalesce(slutdato, '9999-12-31'), getvariable('as_of')) as last_day
    from buaf
    inner join file using (filename)
    where haendelse in ('0', '1', '1.1', '7', '7.2', '7.5') and startdato <= getvariable('as_of')
    qualify row_number() over (partition by pnr, forloebsnr, haendelse, startdato order by file.period desc) = 1
),

in_group as (
    select *, unnest([own_group, 'all']) as placement_group
    from spell
    where startdato <= last_day
),

in_year as (
    select
        in_group.*,
        calendar.year,
        calendar.day_count,
        startdato >= calendar.first_day as is_started,
        coalesce(slutdato <= getvariable('as_of') and slutdato <= calendar.last_day, false) as is_ended,
        in_group.last_day >= calendar.last_day as is_at_end,
        greatest(startdato, calendar.first_day) as from_day,
        least(in_group.last_day, calendar.last_day) as to_day
    from in_group
    inner join calendar on startdato <= calendar.last_day and in_group.last_day >= calendar.first_day
),

-- days that an earlier spell of the same child and row has not covered already
new_days as (
    select
        *,
        greatest(0, to_day - greatest(from_day, coalesce(1 + max(to_day) over (
            partition by pnr, kom, placement_group, year order by from_day, to_day
            rows between unbounded preceding and 1 preceding
        ), from_day)) + 1) as days
    from in_year
),

child as (
    select
        kom,
        year,
        placement_group,
        day_count,
        pnr,
        sum(days) as days,
        count(*) filter (is_started) as started,
        count(*) filter (is_ended) as ended,
        bool_or(is_at_end) as is_at_end,
        arg_max(coalesce(samtykke, ''), (startdato, forloebsnr, haendelse)) filter (is_at_end) as consent
    from new_days
    group by all
)

select
    kom as municipality_code,
    year,
    placement_group,
    count(*) filter (is_at_end) as children_end_of_year,
    sum(started)::bigint as started,
    sum(ended)::bigint as ended,
    sum(days) / day_count as helaarsboern,
    count(*) filter (consent in ('1', '9'))
    / nullif(count(*) filter (consent not in ('', '99')), 0) as consent_share
from child
group by kom, year, placement_group, day_count;
