-- Lines of investment plans.
select
    municipality_code,
    proposal,
    title,
    sector,
    duration,
    cast(year as integer) as year,
    cast(amount_1000kr as decimal(18, 6)) as amount_1000kr
from {{ ref('stg_investering') }}
