-- Funds for inclusion per school and pool, with the main school on the count date of the year.
select
    funds.municipality_code,
    cast(funds.year as integer) as year,
    funds.instnr,
    funds.pool,
    cast(funds.amount_current as decimal(18, 6)) as amount_current,
    coalesce(institution.main_instnr, funds.instnr) as main_instnr
from {{ ref('stg_pulje') }} as funds
left join {{ ref('dim_school_year') }} as school_year on funds.year = school_year.start_year
left join {{ ref('dim_institution') }} as institution
    on
        funds.instnr = institution.instnr
        and {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'school_year.count_date') }}
