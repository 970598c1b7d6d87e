-- The four levels between the general class and the special school, by the cluster that the offer's school lies in.
create table intermediate_forms as
with in_year as (
    select
        pnr,
        betalingskom,
        calendar.year,
        day_count,
        case tilbud
            when 'mellemform_hold' then 1
            when 'stoettetimer' then 2
            when 'enkeltintegration' then 2
            when 'mellemform_klasse' then 3
            when 'gruppeordning' then 4
        end as level,
        unnest([coalesce(school.klynge, 'unknown'), 'all']) as cluster,
        greatest(visiteret_fra, calendar.first_day) as from_day,
        least(coalesce(visiteret_til, '9999-12-31'), calendar.last_day) as to_day
    from visitation
    inner join calendar
        on visiteret_fra <= calendar.last_day and (visiteret_til is null or visiteret_til >= calendar.first_day)
    left join school on tilbud_instnr = school.instnr and make_date(calendar.year, 12, 31) = school.day
    where tilbud in ('mellemform_hold', 'stoettetimer', 'enkeltintegration', 'mellemform_klasse', 'gruppeordning')
),

-- days that an earlier spell of the same child and row has not covered already
new_days as (
    select
        *,
        greatest(0, to_day - greatest(from_day, coalesce(1 + max(to_day) over (
            partition by pnr, betalingskom, cluster, level, year order by from_day, to_day
            rows between unbounded preceding and 1 preceding
        ), from_day)) + 1) as days
    from in_year
)

select
    betalingskom as municipality_code,
    year,
    cluster,
    level,
    count(distinct pnr) as children,
    sum(days) / day_count as helaarsboern
from new_days
group by betalingskom, year, day_count, cluster, level;
