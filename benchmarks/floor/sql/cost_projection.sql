-- Special money in fixed prices: the years that are over, and the straight line through them to 2030.
create table cost_projection as
with observed as (
    select kom, aar, sum(amount * factor) as amount_fixed
    from money
    inner join price on aar = year and level = 2024
    where omraade = 'special' and art = 'regnskab' and make_date(aar, 12, 31) <= getvariable('as_of')
    group by all
),

line as (
    select kom, regr_slope(amount_fixed, aar) as slope, regr_intercept(amount_fixed, aar) as intercept, max(aar) as last
    from observed
    group by kom
    having count(*) >= 2
)

select kom as municipality_code, aar as year, 'observed' as series, amount_fixed
from observed
union all
select kom, aar, 'linear_trend', intercept + slope * aar
from (
    select kom, aar from observed
    union all
    select kom, unnest(range(last + 1, 2031)) from line
)
inner join line using (kom);
