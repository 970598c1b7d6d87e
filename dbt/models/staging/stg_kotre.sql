-- Education parts of the newest delivery, which repeats the whole history; a running part has no end.
select
    person.person_key,
    kotre.elev3_vfra as enrolled_from_date,
    case
        when kotre.afg_art like '4%' then cast(null as date)
        else {{ open_end('kotre.elev3_vtil') }}
    end as enrolled_to_date,
    kotre.udd as education_code,
    kotre.udel as grade_part_code,
    kotre.audd as completed_education_code,
    kotre.instnr,
    kotre.afg_art as exit_code,
    kotre._load_id as load_id
from {{ source('registers', 'kotre') }} as kotre
left join {{ source('registers', 'person') }} as person on kotre.pnr = person.pnr
where {{ in_newest_period(source('registers', 'kotre')) }}
