-- Absence days as reported: one row per pupil, institution and month, no month that begins after the data cut.
with
reported as (
    select *
    from {{ ref('stg_fravaer') }}
    where month_date <= {{ as_of() }}
),

reported_months as (
    select distinct month_date
    from reported
),

institution_in_month as (
    select
        institution.instnr,
        institution.main_instnr,
        institution.municipality_code,
        reported_months.month_date
    from {{ ref('dim_institution') }} as institution
    inner join reported_months
        on {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'reported_months.month_date') }}
)

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
from reported
left join institution_in_month as institution
    on reported.instnr = institution.instnr and reported.month_date = institution.month_date
