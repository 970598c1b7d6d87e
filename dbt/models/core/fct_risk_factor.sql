-- The day from which a factor is known of a person: the first entry in the factor's register with a code of the factor.
with entries as (
    select
        person_key,
        'uaf_diag' as register,
        diagnosis_code as code,
        contact_date as known_date
    from {{ ref('fct_diagnosis') }}
    union all
    select
        person_key,
        'buaf' as register,
        placement_site_code as code,
        start_date as known_date
    from {{ ref('fct_placement') }}
    union all
    select
        person_key,
        'bufo' as register,
        measure_code as code,
        start_date as known_date
    from {{ ref('fct_measure') }}
    union all
    select
        person_key,
        'buu' as register,
        notifier_code as code,
        notification_date as known_date
    from {{ ref('fct_notification') }}
    where not is_unborn
)

select
    entries.person_key,
    risk_factor.factor,
    min(entries.known_date) as known_from_date
from entries
inner join {{ ref('dim_risk_factor') }} as risk_factor
    on
        entries.register = risk_factor.register
        and entries.code >= coalesce(risk_factor.code_from, '')
        and (
            risk_factor.code_to is null
            or substring(entries.code, 1, length(risk_factor.code_to)) <= risk_factor.code_to
        )
group by entries.person_key, risk_factor.factor
