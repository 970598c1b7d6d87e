-- Days from referral to the first day of help, of those who have started.
create table waiting_time as
with waits as (
    select
        betalingskom,
        year(henvist_dato)::integer as year,
        unnest([
            case
                when tilbud = 'stoettetimer' and coalesce(timer_uge < 9, true) then 'stoettetimer_under_9'
                else tilbud
            end,
            'all'
        ]) as offer_type,
        case when visiteret_fra <= getvariable('as_of') then visiteret_fra - henvist_dato end as days
    from visitation
    where henvist_dato <= getvariable('as_of')
)

select
    betalingskom as municipality_code,
    year,
    offer_type,
    count(*) as cases,
    quantile_cont(days, 0.5) as median_days,
    quantile_cont(days, 0.9) as p90_days,
    count(*) - count(days) as still_waiting
from waits
group by all;
