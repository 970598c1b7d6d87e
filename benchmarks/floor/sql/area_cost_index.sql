-- General and special money in fixed prices: accounts once the year is over, else what is expected.
create table area_cost_index as
with chosen as (
    select
        kom,
        aar,
        omraade,
        sum(amount * factor) filter (art = 'regnskab' and make_date(aar, 12, 31) <= getvariable('as_of')) as accounts,
        sum(amount * factor) filter (art = 'forventet') as expected
    from money
    inner join price on aar = year and level = 2024
    group by all
    having accounts is not null or expected is not null
)

select
    kom as municipality_code,
    aar as year,
    omraade as area,
    coalesce(accounts, expected) as amount_fixed,
    100 * amount_fixed / nullif(first_value(coalesce(accounts, expected)) over (
        partition by kom, omraade order by aar
    ), 0) as index_since_first,
    accounts is null as is_expected
from chosen;
