-- Investment plans as last delivered, in thousands of DKK.
select
    kom as municipality_code,
    forslag as proposal,
    titel as title,
    sektor as sector,
    varighed as duration,
    aar as year,
    beloeb_1000kr as amount_1000kr,
    _load_id as load_id
from {{ source('registers', 'investering') }}
where {{ in_newest_period(source('registers', 'investering')) }}
