-- One row per main school and school year: the pupils, and beside them what other tables say of the school.
{{ config(tags=['tolerates_absence']) }}
{% set tables = {
    'inclusion_funds': ref('inclusion_funds'),
    'personnel': ref('personnel'),
    'risk_distribution': ref('risk_distribution'),
    'absence': ref('absence'),
    'support_decisions': ref('support_decisions'),
    'wellbeing_indicator': ref('mart_wellbeing_indicator'),
    'wellbeing_item': ref('mart_wellbeing_item'),
} %}
{% set institutions, enrolments = ref('dim_institution'), ref('fct_enrolment_on_count_date') %}
{% set judged_pupils = ref('fct_pupil_count') %}
{% set keys = ['municipality_code', 'instnr', 'school_year'] %}
with
{% for part in profile_parts() %}
{{ part }} as (
    {{ profile_part(part, tables) }}
),

{% endfor %}
pupils as (
    {{ profile_pupils(enrolments, 'pupils', 'count(*)', 'true') }}
),

segregated as (
    {{ profile_pupils(
        judged_pupils, 'segregated', 'sum(case when is_segregated then 1 else 0 end)', 'is_segregated is not null'
    ) }}
),

seen as (
    {% for part, found in profile_parts().items() if not found.place %}
    select {{ keys | join(', ') }} from {{ part }}
    union
    {% endfor %}
    select {{ keys | join(', ') }} from pupils
    union
    select {{ keys | join(', ') }} from segregated
),

institution as (
    {{ profile_institutions(institutions) }}
),

-- A school that changed municipality within the year has the figures of the one that it lay in on the count date.
profile as (
    select
        seen.instnr,
        seen.school_year,
        coalesce(
            max(case when seen.municipality_code = institution.municipality_code then seen.municipality_code end),
            min(seen.municipality_code)
        ) as municipality_code,
        max(institution.institution_name) as institution_name,
        coalesce(max(institution.institution_type), 'unknown') as institution_type,
        coalesce(max(institution.district), 'unknown') as district
    from seen
    left join institution on seen.instnr = institution.instnr and seen.school_year = institution.school_year
    group by seen.instnr, seen.school_year
)

select
    profile.instnr,
    profile.school_year,
    profile.municipality_code,
    profile.institution_name,
    profile.institution_type,
    profile.district,
    pupils.pupils,
    segregated.segregated,
    {% for name, part in profile_columns().items() %}
    {{ part }}.{{ name }},
    {% endfor %}
    {{ share('segregated.segregated', 'pupils.pupils') }} as segregation_rate
from profile
{% for part, found in ({'pupils': {}, 'segregated': {}} | items | list) + (profile_parts() | items | list) %}
{% set place = found.place or 'instnr' %}
left join {{ part }}
    on
        profile.municipality_code = {{ part }}.municipality_code
        and profile.{{ place }} = {{ part }}.{{ place }}
        and profile.school_year = {{ part }}.school_year
{% endfor %}
