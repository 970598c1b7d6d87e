-- Contacts under the health insurance per specialty; the year is that of the delivery.
select
    person.person_key,
    cast(ssko._period as integer) as year,
    ssko.spec2 as specialty_code,
    ssko.kontaktagg as contact_count,
    ssko._load_id as load_id
from {{ source('registers', 'ssko') }} as ssko
left join {{ source('registers', 'person') }} as person on ssko.pnr = person.pnr
