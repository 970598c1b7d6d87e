-- Hospital contacts that were open at the end of a year; one that stayed open is delivered again the year after.
select
    person.person_key,
    uaf_adm.recnum as record_number,
    uaf_adm.d_inddto as contact_date,
    uaf_adm._period as period,
    uaf_adm._load_id as load_id
from {{ source('registers', 'uaf_adm') }} as uaf_adm
left join {{ source('registers', 'person') }} as person on uaf_adm.pnr = person.pnr
