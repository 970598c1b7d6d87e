-- Absence days as reported: one row per pupil, institution and month, no month that begins after the data cut.
-- Institutions are few and their spans do not overlap: each row finds its span by number, without a list of all months.
select
    reported.person_key,
    reported.instnr,
    reported.month_date,
    reported.school_year,
    cast(reported.active_days as integer) as active_days,
    cast(reported.sick_days as integer) as sick_days,
    cast(reported.permitted_days as integer) as permitted_days,
    cast(reported.unpermitted_days as integer) as unpermitted_days,
    cast(reported.sick_days + reported.permitted_days + reported.unpermitted_days as integer) as absent_days,
    coalesce(institution.main_instnr, reported.instnr) as main_instnr,
    coalesce(institution.municipality_code, 'unknown') as municipality_code
from {{ ref('stg_fravaer') }} as reported
left join {{ ref('dim_institution') }} as institution
    on
        reported.instnr = institution.instnr
        and {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'reported.month_date') }}
where reported.month_date <= {{ as_of() }}
