-- The main occupation of a person in a year, no year that begins after the data cut.
select
    outcome.person_key,
    dim_year.year,
    outcome.status_code
from {{ ref('stg_beskaeftigelse') }} as outcome
inner join {{ ref('dim_year') }} as dim_year
    on outcome.year = dim_year.year and dim_year.cut_date is not null
