-- Expected pupils by district and together, and how many more or fewer than in the first year of the row.
with districts as (
    select
        municipality_code,
        year,
        district,
        sum(pupils) as pupils
    from {{ ref('fct_pupil_forecast') }}
    group by municipality_code, year, district
),

districts_and_total as (
    select * from districts
    union all
    select
        municipality_code,
        year,
        'all' as district,
        sum(pupils) as pupils
    from districts
    group by municipality_code, year
)

select
    municipality_code,
    year,
    district,
    cast(pupils as decimal(18, 6)) as pupils,
    cast(pupils - first_value(pupils) over (
        partition by municipality_code, district
        order by year
    ) as decimal(18, 6)) as change_since_first
from districts_and_total
