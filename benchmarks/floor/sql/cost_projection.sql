-- Special money in fixed prices: the years that are over, the straight line through them to 2030, and a line per pupil.
create table cost_projection as
with observed as (
    select kom, aar, sum(amount * factor) as amount_fixed
    from money
    inner join price on aar = price.year and level = 2024
    where omraade = 'special' and art = 'regnskab' and make_date(aar, 12, 31) <= getvariable('as_of')
    group by all
),

years as (
    select kom, aar, amount_fixed from observed
    union all
    select kom, unnest(range(max(aar) + 1, 2031)), null from observed group by kom
),

pupils as (
    select kom, count_year as aar, count(*) as pupils
    from enrolled
    where insttype in ('folkeskole', 'kommunal_ungdomsskole', 'specialskole', 'dagbehandling', 'intern_skole')
    group by all
),

forecast as (
    select municipality_code as kom, year as aar, pupils
    from pupil_forecast
    where district = 'all'
),

-- what the line is drawn through, and what it is multiplied by
units as (
    select kom, aar, 'linear_trend' as series, amount_fixed as amount, 1 as unit_count
    from years
    union all
    select
        years.kom,
        years.aar,
        'pupil_adjusted',
        amount_fixed / pupils.pupils,
        case when amount_fixed is null then forecast.pupils else pupils.pupils end
    from years
    left join pupils on years.kom = pupils.kom and years.aar = pupils.aar
    left join forecast on years.kom = forecast.kom and years.aar = forecast.aar
),

line as (
    select kom, series, regr_slope(amount, aar) as slope, regr_intercept(amount, aar) as intercept
    from units
    group by all
    having count(amount) >= 2
)

select kom as municipality_code, aar as year, 'observed' as series, amount_fixed
from observed
union all
select kom, aar, series, (intercept + slope * aar) * unit_count
from units
inner join line using (kom, series)
where unit_count is not null;
