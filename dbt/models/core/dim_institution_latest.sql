-- Institutions by number, as the register last had them: what a fact or a figure joins that names an institution and no
-- point in time. 'unknown', and a number that rows name and the register does not know, have a row too.
{% set readers = [
    'dim_person_year', 'fct_absence', 'fct_cost', 'fct_decision', 'fct_enrolment',
    'fct_enrolment_on_count_date', 'fct_funding', 'fct_pupil_count', 'fct_special_education',
    'fct_survey_answer', 'fct_survey_invited', 'fct_visitation', 'fct_wellbeing_answer',
    'fct_wellbeing_indicator', 'fct_wellbeing_response'
] %}
{{ config(meta={'optional_inputs': readers}) }}
with seen as (
    {{ members_seen('dim_institution_latest', {'instnr': dbt.type_string()}, ['dim_institution'] + readers) }}
),

numbers as (
    select instnr
    from seen
    union
    select instnr
    from {{ ref('dim_institution') }}
    union
    select 'unknown' as instnr
),

latest as (
    select
        *,
        row_number() over (partition by instnr order by valid_from_date desc) as recency
    from {{ ref('dim_institution') }}
)

select
    numbers.instnr,
    latest.unit_kind,
    latest.cluster_name,
    latest.owner_code,
    coalesce(latest.institution_name, 'ukendt / unknown') as institution_name,
    coalesce(latest.institution_type, 'unknown') as institution_type,
    coalesce(latest.main_instnr, numbers.instnr) as main_instnr,
    coalesce(latest.municipality_code, 'unknown') as municipality_code,
    coalesce(latest.district, 'unknown') as district,
    latest.instnr is not null as is_known
from numbers
left join latest on numbers.instnr = latest.instnr and latest.recency = 1
