-- Children, days and helårsbørn: spells of the same child and row are unioned, both ends count.
create table helaarsboern as
with spell as (
    select
        pnr,
        betalingskom,
        coalesce(distrikt, 'unknown') as distrikt,
        case when tilbud = 'stoettetimer' and coalesce(timer_uge < 9, true) then 'stoettetimer_under_9' else tilbud end
            as offer_type,
        visiteret_fra as first_day,
        least(coalesce(visiteret_til, '9999-12-31'), getvariable('as_of')) as last_day
    from visitation
    where visiteret_fra <= getvariable('as_of')
),

levels as (
    select pnr, betalingskom, unnest([distrikt, 'all']) as district, offer_type, first_day, last_day
    from spell
    union all
    select pnr, betalingskom, unnest([distrikt, 'all']), 'all', first_day, last_day
    from spell
    where offer_type in ('specialskole', 'gruppeordning', 'intern_skole', 'dagbehandling', 'stoettetimer')
),

islands as (
    select
        * exclude (starts),
        sum(starts) over (partition by pnr, betalingskom, district, offer_type order by first_day, last_day) as island
    from (
        select
            *,
            (first_day > coalesce(max(last_day) over (
                partition by pnr, betalingskom, district, offer_type order by first_day, last_day
                rows between unbounded preceding and 1 preceding
            ), '1900-01-01'))::integer as starts
        from levels
        where first_day <= last_day
    )
),

unions as (
    select pnr, betalingskom, district, offer_type, min(first_day) as first_day, max(last_day) as last_day
    from islands
    group by pnr, betalingskom, district, offer_type, island
),

in_year as (
    select
        betalingskom,
        year,
        district,
        offer_type,
        pnr,
        day_count,
        is_provisional,
        least(unions.last_day, calendar.last_day) - greatest(unions.first_day, calendar.first_day) + 1 as days
    from unions
    inner join calendar on unions.first_day <= calendar.last_day and unions.last_day >= calendar.first_day
)

select
    betalingskom as municipality_code,
    year,
    district,
    offer_type,
    count(distinct pnr) as children,
    sum(days)::bigint as days,
    sum(days) / day_count as helaarsboern,
    is_provisional
from in_year
group by betalingskom, year, district, offer_type, day_count, is_provisional;
