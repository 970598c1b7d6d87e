-- Days and helårsbørn of a child in an offer type, district and year; a day counts once within the row.
with child_days as (
    {{ days_by_year(
        ref('int_visitation_unions'),
        ['person_key', 'paying_municipality_code', 'offer_type', 'district'],
        where="offer_type <> 'all' and district <> 'all'"
    ) }}
)

select
    person_key,
    offer_type,
    district,
    paying_municipality_code,
    year,
    days,
    {{ share('days', 'day_count') }} as helaarsboern
from child_days
