-- Decisions on support in the general area per municipality, half-year and main school (or all).
with by_school as (
    select
        municipality_code,
        half_year,
        main_instnr as instnr,
        count(*) as decisions,
        sum(case when has_special_hours then 1 else 0 end) as decisions_over_nine_hours
    from {{ ref('fct_decision') }}
    where is_general_area
    group by municipality_code, half_year, main_instnr
),

every_level as (
    select * from by_school
    union all
    select
        municipality_code,
        half_year,
        'all' as instnr,
        sum(decisions) as decisions,
        sum(decisions_over_nine_hours) as decisions_over_nine_hours
    from by_school
    group by municipality_code, half_year
)

select
    municipality_code,
    half_year,
    instnr,
    cast(decisions as bigint) as decisions,
    cast(decisions_over_nine_hours as bigint) as decisions_over_nine_hours
from every_level
