-- Absence per pupil, institution and month, in days.
select
    person.person_key,
    {{ school_year_of_period() }} as school_year,
    cast(fravaer._period as integer) - 1 as school_year_start,
    fravaer.instnr,
    fravaer.maaned as month_date,
    fravaer.dageaktiv as active_days,
    fravaer.dagesyg as sick_days,
    fravaer.dagelovfra as permitted_days,
    fravaer.dageulovfra as unpermitted_days,
    fravaer._load_id as load_id
from {{ source('registers', 'fravaer') }} as fravaer
left join {{ source('registers', 'person') }} as person on fravaer.pnr = person.pnr
