-- Special money in fixed prices: the years that are over, and lines through them to the projection's end.
-- Every line is the same arithmetic on another unit: the municipality, or a pupil of it. The second one needs to know
-- the pupils, and is left out where a run has no register of them or no forecast.
{{ config(meta={'optional_inputs': ['fct_pupil_residence', 'fct_pupil_forecast']}) }}
{% set pupil_residence, pupil_forecast = ref('fct_pupil_residence'), ref('fct_pupil_forecast') %}
{% set knows_pupils = are_built([pupil_residence, pupil_forecast]) %}
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

years_after as (
    select
        last_observed.municipality_code,
        dim_year.year
    from (
        select
            municipality_code,
            max(year) as year
        from observed
        group by municipality_code
    ) as last_observed
    inner join {{ ref('dim_year') }} as dim_year
        on last_observed.year < dim_year.year and dim_year.year <= {{ var('projection_end_year') }}
),

known_units as (
    select
        municipality_code,
        year,
        'linear_trend' as series,
        1 as unit_count
    from observed
    {% if knows_pupils %}
    union all
    select
        municipality_code,
        count_year as year,
        'pupil_adjusted' as series,
        count(*) as unit_count
    from {{ pupil_residence }}
    where in_municipal_offers
    group by municipality_code, count_year
    {% endif %}
),

expected_units as (
    select
        municipality_code,
        year,
        'linear_trend' as series,
        1 as unit_count
    from years_after
    {% if knows_pupils %}
    union all
    select
        municipality_code,
        year,
        'pupil_adjusted' as series,
        sum(pupils) as unit_count
    from {{ pupil_forecast }}
    group by municipality_code, year
    {% endif %}
),

observed_per_unit as (
    select
        known_units.*,
        {{ share('observed.amount', 'known_units.unit_count') }} as amount
    from observed
    inner join known_units
        on observed.municipality_code = known_units.municipality_code and observed.year = known_units.year
),

centre as (
    select
        municipality_code,
        series,
        avg(cast(year as {{ type_double() }})) as mean_year,
        {{ repeatable_sum('amount', 'year') }} / count(*) as mean_amount
    from observed_per_unit
    group by municipality_code, series
    having count(*) >= 2
),

line as (
    select
        centre.municipality_code,
        centre.series,
        centre.mean_year,
        centre.mean_amount,
        {{ repeatable_sum(
            '(observed_per_unit.year - centre.mean_year) * (observed_per_unit.amount - centre.mean_amount)',
            'observed_per_unit.year'
        ) }}
        / {{ repeatable_sum(
            '(observed_per_unit.year - centre.mean_year) * (observed_per_unit.year - centre.mean_year)',
            'observed_per_unit.year'
        ) }} as slope
    from observed_per_unit
    inner join centre
        on
            observed_per_unit.municipality_code = centre.municipality_code
            and observed_per_unit.series = centre.series
    group by centre.municipality_code, centre.series, centre.mean_year, centre.mean_amount
),

units as (
    select
        municipality_code,
        year,
        series,
        unit_count
    from observed_per_unit
    union all
    select
        expected_units.municipality_code,
        expected_units.year,
        expected_units.series,
        expected_units.unit_count
    from expected_units
    inner join years_after
        on
            expected_units.municipality_code = years_after.municipality_code
            and expected_units.year = years_after.year
)

select
    municipality_code,
    year,
    'observed' as series,
    amount as amount_fixed
from observed
union all
select
    line.municipality_code,
    units.year,
    line.series,
    (line.mean_amount + line.slope * (units.year - line.mean_year)) * units.unit_count as amount_fixed
from line
inner join units on line.municipality_code = units.municipality_code and line.series = units.series
