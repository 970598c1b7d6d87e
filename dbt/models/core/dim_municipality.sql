-- Municipalities with their region; 'unknown', and a code that rows name and the list does not know, have a row too.
{% set readers = [
    'dim_district', 'dim_institution', 'dim_institution_latest', 'dim_person_year', 'dim_target',
    'fct_absence', 'fct_childcare', 'fct_cost', 'fct_decision', 'fct_enrolment_on_count_date', 'fct_follow_up',
    'fct_funding', 'fct_helaarsboern', 'fct_helaarsboern_total', 'fct_intervention', 'fct_investment',
    'fct_measure', 'fct_notification', 'fct_personnel', 'fct_placement', 'fct_placement_year',
    'fct_pupil_count', 'fct_pupil_forecast', 'fct_pupil_residence', 'fct_survey_answer',
    'fct_survey_invited', 'fct_visitation', 'fct_wellbeing_answer', 'fct_wellbeing_indicator',
    'fct_wellbeing_response'
] %}
{{ config(meta={'optional_inputs': readers}) }}
with seen as (
    {{ members_seen('dim_municipality', {'municipality_code': dbt.type_string()}, readers) }}
),

codes as (
    select municipality_code
    from seen
    union
    select code as municipality_code
    from {{ seed('municipality') }}
    union
    select 'unknown' as municipality_code
)

select
    codes.municipality_code,
    municipality.region_code,
    region.name_da as region_name_da,
    region.name_en as region_name_en,
    municipality.source,
    municipality.mark,
    municipality.valid_from as valid_from_date,
    municipality.valid_to as valid_to_date,
    coalesce(municipality.name_da, 'ukendt') as name_da,
    coalesce(municipality.name_en, 'unknown') as name_en,
    municipality.code is not null as is_known
from codes
left join {{ seed('municipality') }} as municipality on codes.municipality_code = municipality.code
left join {{ seed('region') }} as region on municipality.region_code = region.code
