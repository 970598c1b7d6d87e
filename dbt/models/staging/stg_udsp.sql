-- Special education per pupil and school year; most rows say that the pupil has none.
select
    person.person_key,
    cast(udsp._period as integer) - 1 as school_year_start,
    {{ school_year_of_period() }} as school_year,
    udsp.skl_vfra as enrolled_from_date,
    {{ open_end('udsp.skl_vtil') }} as enrolled_to_date,
    udsp.udd as education_code,
    udsp.udel as grade_part_code,
    udsp.instnr,
    udsp.kl_type as class_type_code,
    udsp.spc_art as special_need_code,
    {{ known_hours('udsp.spc_omfang') }} as weekly_hours,
    {{ known_hours('udsp.spc_omfang_ud') }} as weekly_hours_outside_lessons,
    udsp.spc_start as support_from_date,
    {{ open_end('udsp.spc_slut') }} as support_to_date,
    udsp.dansk_2_sp as has_danish_as_second_language,
    udsp.modt as is_reception_pupil,
    udsp._load_id as load_id
from {{ source('registers', 'udsp') }} as udsp
left join {{ source('registers', 'person') }} as person on udsp.pnr = person.pnr
