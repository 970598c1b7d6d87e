-- Children in childcare and their full-time units per municipality, year and kind of childcare.
select
    childcare.municipality_code,
    childcare.year,
    childcare.offer_code as offer,
    count(distinct childcare.person_key) as children,
    cast(sum(childcare.full_time_units) as {{ type_double() }}) as full_time_units,
    dim_year.is_provisional
from {{ ref('fct_childcare') }} as childcare
inner join {{ ref('dim_year') }} as dim_year on childcare.year = dim_year.year
where childcare.enrolled_from_date <= {{ as_of() }}
group by childcare.municipality_code, childcare.year, childcare.offer_code, dim_year.is_provisional
