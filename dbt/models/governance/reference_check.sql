-- Does every row that names a member of a dimension find it? A line per declared reference, counts alone. A word that a
-- complete dimension lacks would lose facts in every join, so it stops the build and is named.
-- A table that this run could not build is left out, and a reference that no row uses has no line.
{{ config(
    materialized='table', schema='governance', contract={'enforced': true}, tags=['tolerates_absence'],
    post_hook="{{ stop_on_missing_members(this) }}"
) }}
{% set dimensions = [
    'dim_account', 'dim_childcare_offer', 'dim_class_type', 'dim_date', 'dim_district', 'dim_education',
    'dim_employment_status', 'dim_follow_up_indicator', 'dim_grade', 'dim_institution',
    'dim_institution_latest', 'dim_intervention', 'dim_measure', 'dim_municipality', 'dim_offer_type',
    'dim_person', 'dim_placement_site', 'dim_scenario', 'dim_school_year', 'dim_special_need', 'dim_specialty',
    'dim_survey_question', 'dim_wellbeing_item', 'dim_year'
] %}
{% set readers = [
    'bridge_notification_cause', 'dim_district', 'dim_institution', 'dim_institution_latest',
    'dim_person_year', 'dim_scenario', 'dim_target', 'fct_absence', 'fct_birth', 'fct_childcare', 'fct_cost',
    'fct_decision', 'fct_diagnosis', 'fct_enrolment', 'fct_enrolment_on_count_date', 'fct_follow_up',
    'fct_funding', 'fct_health_contact', 'fct_helaarsboern', 'fct_helaarsboern_total', 'fct_intervention',
    'fct_investment', 'fct_measure', 'fct_notification', 'fct_outcome', 'fct_personnel', 'fct_placement',
    'fct_placement_year', 'fct_pupil_count', 'fct_pupil_district', 'fct_pupil_forecast', 'fct_pupil_residence',
    'fct_risk_bin', 'fct_risk_factor', 'fct_special_education', 'fct_survey_answer', 'fct_survey_invited',
    'fct_visitation', 'fct_wellbeing_answer', 'fct_wellbeing_indicator', 'fct_wellbeing_response', 'absence',
    'area_cost_index', 'budget_balance', 'childcare', 'cost_projection', 'follow_up_status', 'helaarsboern',
    'inclusion_funds', 'institution_profile', 'intermediate_forms', 'intervention_outcome', 'investment_plan',
    'mart_risk_factor', 'mart_wellbeing_indicator', 'mart_wellbeing_item', 'notification',
    'outcome_after_school', 'personnel', 'placement', 'preventive_measure', 'pupil_forecast',
    'reallocation_scenario', 'return_rate', 'risk_distribution', 'school_starters', 'segregation_rate',
    'special_education_cost', 'staff_survey', 'support_decisions', 'thematic_follow_up', 'waiting_time'
] %}
{% set found = relations_named(dimensions + readers) %}
{% set keys = {} %}
with named as (
    {% for name in readers if name in found %}
    {% set counted = [] %}
    {% for reference in references_of(node_of(found[name])) if reference.dimension in found %}
    {% if reference.dimension == 'dim_person' or reference.where %}
    {{ members_looked_up(found[name], reference, found[reference.dimension]) | indent }}
    union all
    {% else %}
    {% do counted.append(reference) %}
    {% do keys.update({key_name(reference): reference}) %}
    {% endif %}
    {% endfor %}
    {% if counted %}
    {{ members_named(found[name], counted) | indent }}
    union all
    {% endif %}
    {% endfor %}
    select
        '' as table_schema,
        '' as table_name,
        '' as column_name,
        '' as dimension_key,
        cast(null as {{ dbt.type_string() }}) as member,
        cast(null as bigint) as row_count,
        cast(null as bigint) as missing_count
),

known as (
    {% for key, reference in keys.items() %}
    select
        '{{ key }}' as dimension_key,
        {{ member_text(reference.columns.keys()) }} as member
    from {{ found[reference.dimension] }}
    union
    {% endfor %}
    select
        '' as dimension_key,
        '' as member
),

counted as (
    select
        named.table_schema,
        named.table_name,
        named.column_name,
        {{ dbt.split_part('named.dimension_key', "'.'", 1) }} as dimension,
        cast(sum(named.row_count) as bigint) as rows_with_reference,
        cast(
            sum(coalesce(named.missing_count, case when known.member is null then named.row_count else 0 end)) as bigint
        ) as rows_without_member
    from named
    left join known on named.dimension_key = known.dimension_key and named.member = known.member
    where named.member is not null
    group by named.table_schema, named.table_name, named.column_name, named.dimension_key
)

select
    table_schema,
    table_name,
    column_name,
    dimension,
    {{ is_complete('dimension', found) }} as is_complete,
    rows_with_reference,
    rows_without_member
from counted
