-- What disclosure control hid, per published table and measure.
-- A table that this run could not build is left out, so the log itself needs no source in particular.
{{ config(materialized='table', schema='governance', contract={'enforced': true}, tags=['tolerates_absence']) }}
{% set tables = {
    'absence': [ref('absence'), ref('published_absence'), ref('hidden_others')],
    'cost_projection': [ref('cost_projection'), ref('published_cost_projection'), none],
    'childcare': [ref('childcare'), ref('published_childcare'), ref('hidden_others')],
    'follow_up_status': [ref('follow_up_status'), ref('published_follow_up_status'), none],
    'helaarsboern': [ref('helaarsboern'), ref('published_helaarsboern'), ref('hidden_pupils')],
    'inclusion_funds': [ref('inclusion_funds'), ref('published_inclusion_funds'), ref('hidden_pupils')],
    'institution_profile': [ref('institution_profile'), ref('published_institution_profile'), ref('hidden_pupils')],
    'intermediate_forms': [ref('intermediate_forms'), ref('published_intermediate_forms'), ref('hidden_pupils')],
    'intervention_outcome': [ref('intervention_outcome'), ref('published_intervention_outcome'), ref('hidden_others')],
    'notification': [ref('notification'), ref('published_notification'), ref('hidden_others')],
    'outcome_after_school': [ref('outcome_after_school'), ref('published_outcome_after_school'), ref('hidden_others')],
    'personnel': [ref('personnel'), ref('published_personnel'), ref('hidden_others')],
    'placement': [ref('placement'), ref('published_placement'), ref('hidden_others')],
    'preventive_measure': [ref('preventive_measure'), ref('published_preventive_measure'), ref('hidden_others')],
    'reallocation_scenario': [ref('reallocation_scenario'), ref('published_reallocation_scenario'), ref('hidden_pupils')],
    'return_rate': [ref('return_rate'), ref('published_return_rate'), ref('hidden_others')],
    'risk_distribution': [ref('risk_distribution'), ref('published_risk_distribution'), ref('hidden_pupils')],
    'risk_factor': [ref('mart_risk_factor'), ref('published_risk_factor'), ref('hidden_pupils')],
    'school_starters': [ref('school_starters'), ref('published_school_starters'), ref('hidden_others')],
    'segregation_rate': [ref('segregation_rate'), ref('published_segregation_rate'), ref('hidden_pupils')],
    'special_education_cost': [ref('special_education_cost'), ref('published_special_education_cost'), ref('hidden_pupils')],
    'staff_survey': [ref('staff_survey'), ref('published_staff_survey'), ref('hidden_staff')],
    'support_decisions': [ref('support_decisions'), ref('published_support_decisions'), ref('hidden_others')],
    'waiting_time': [ref('waiting_time'), ref('published_waiting_time'), ref('hidden_others')],
    'wellbeing_indicator': [ref('mart_wellbeing_indicator'), ref('published_wellbeing_indicator'), ref('hidden_answers')],
    'wellbeing_item': [ref('mart_wellbeing_item'), ref('published_wellbeing_item'), ref('hidden_answers')],
} %}
with
{% for table, (mart, published, further) in tables.items() if execute and load_relation(published) %}
{% set disclosure = graph.nodes['model.plads.published_' ~ table].config.meta.disclosure %}
of_{{ table }} as (
    {{ suppression_of_table(table, mart, published, further, disclosure['keys'], disclosure['measures']) | indent }}
),

{% endfor %}
of_no_table as (
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as measure,
        cast(null as {{ dbt.type_string() }}) as reason,
        cast(null as bigint) as cells,
        cast(null as bigint) as cells_hidden,
        cast(null as {{ type_double() }}) as hidden_share_of_total
)

{% for table, (mart, published, further) in tables.items() if execute and load_relation(published) %}
select * from of_{{ table }}
union all
{% endfor %}
select * from of_no_table
where table_name is not null
