-- One row per decision on support, at the main school and in the municipality where it lay on the day.
select
    decision.person_key,
    decision.instnr,
    decision.decision_date,
    decision.is_general_area,
    cast(decision.weekly_hours as decimal(18, 6)) as weekly_hours,
    {{ half_year('decision.decision_date') }} as half_year,
    {{ has_special_hours('decision.weekly_hours') }} as has_special_hours,
    coalesce(institution.main_instnr, decision.instnr) as main_instnr,
    coalesce(institution.municipality_code, 'unknown') as municipality_code
from {{ ref('stg_afgoerelse') }} as decision
left join {{ ref('dim_institution') }} as institution
    on
        decision.instnr = institution.instnr
        and {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'decision.decision_date') }}
where decision.decision_date <= {{ as_of() }}
