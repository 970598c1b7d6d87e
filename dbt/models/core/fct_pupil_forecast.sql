-- Expected pupils per year, district and grade, of the newest forecast.
select
    municipality_code,
    cast(year as integer) as year,
    district,
    cast(grade as integer) as grade,
    cast(pupils as decimal(18, 6)) as pupils,
    vintage
from {{ ref('stg_prognose') }}
