-- Special money in fixed prices: the years that are over, and the line through them to the projection's end.
-- Every series is a block of its own that ends in the rows of `projection`; a further series is added beside them.
with observed as (
    select
        fct_cost.municipality_code,
        fct_cost.year,
        cast(sum(fct_cost.amount_fixed) as {{ type_double() }}) as amount
    from {{ ref('fct_cost') }} as fct_cost
    inner join {{ ref('dim_year') }} as dim_year on fct_cost.year = dim_year.year
    where
        fct_cost.area = 'special'
        and fct_cost.is_running_cost
        and fct_cost.kind = 'regnskab'
        and dim_year.is_over
    group by fct_cost.municipality_code, fct_cost.year
),

centre as (
    select
        municipality_code,
        avg(cast(year as {{ type_double() }})) as mean_year,
        avg(amount) as mean_amount,
        max(year) as last_year
    from observed
    group by municipality_code
    having count(*) >= 2
),

line as (
    select
        centre.municipality_code,
        centre.mean_year,
        centre.mean_amount,
        centre.last_year,
        sum((observed.year - centre.mean_year) * (observed.amount - centre.mean_amount))
        / sum((observed.year - centre.mean_year) * (observed.year - centre.mean_year)) as slope
    from observed
    inner join centre on observed.municipality_code = centre.municipality_code
    group by centre.municipality_code, centre.mean_year, centre.mean_amount, centre.last_year
),

line_years as (
    select
        observed.municipality_code,
        observed.year
    from observed
    union all
    select
        line.municipality_code,
        dim_year.year
    from line
    inner join {{ ref('dim_year') }} as dim_year
        on line.last_year < dim_year.year and dim_year.year <= {{ var('projection_end_year') }}
),

linear_trend as (
    select
        line.municipality_code,
        line_years.year,
        line.mean_amount + line.slope * (line_years.year - line.mean_year) as amount
    from line
    inner join line_years on line.municipality_code = line_years.municipality_code
),

projection as (
    select
        municipality_code,
        year,
        'observed' as series,
        amount
    from observed
    union all
    select
        municipality_code,
        year,
        'linear_trend' as series,
        amount
    from linear_trend
)

select
    municipality_code,
    year,
    series,
    amount as amount_fixed
from projection
