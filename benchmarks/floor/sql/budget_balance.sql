-- Budget against accounts for the special area.
create table budget_balance as
select
    kom as municipality_code,
    aar as year,
    sum(amount * factor) filter (art = 'budget') as budget_fixed,
    sum(amount * factor) filter (art = 'regnskab' and make_date(aar, 12, 31) <= getvariable('as_of')) as accounts_fixed,
    budget_fixed - accounts_fixed as balance,
    (budget_fixed - accounts_fixed) / nullif(budget_fixed, 0) as balance_share
from money
inner join price on aar = year and level = 2025
where omraade = 'special'
group by all
having budget_fixed is not null or accounts_fixed is not null;
