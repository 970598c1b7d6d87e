-- Notifications of concern; an unborn child is registered on the mother-to-be.
select
    person.person_key,
    buu.kom as municipality_code,
    buu.und_dato as notification_date,
    buu.lbnr as serial_number,
    coalesce(buu.ufoedt, false) as is_unborn,
    coalesce(buu.underretter, 'unknown') as notifier_code,
    {% for number in range(1, 21) %}
    coalesce(buu.aarsag_{{ '%02d' | format(number) }}, false) as has_cause_{{ '%02d' | format(number) }},
    {% endfor %}
    buu._period as period,
    buu._load_id as load_id
from {{ source('registers', 'buu') }} as buu
left join {{ source('registers', 'person') }} as person on buu.pnr = person.pnr
