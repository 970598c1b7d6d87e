-- School districts and their cluster, as the main schools of the institution register last named them. A municipality's
-- children can belong to a district that no school of it names: that pair has a row too, and so has 'unknown'.
{% set readers = [
    'fct_enrolment_on_count_date', 'fct_helaarsboern', 'fct_helaarsboern_total', 'fct_personnel',
    'fct_pupil_forecast', 'fct_visitation'
] %}
{{ config(meta={'optional_inputs': readers + ['fct_pupil_residence', 'fct_pupil_district']}) }}
{% set residences, pupil_districts = ref('fct_pupil_residence'), ref('fct_pupil_district') %}
with named as (
    select
        municipality_code,
        district,
        cluster_name,
        row_number() over (
            partition by municipality_code, district
            order by case when cluster_name is null then 1 else 0 end asc, valid_from_date desc, instnr asc
        ) as recency
    from {{ ref('dim_institution') }}
    where district is not null
),

seen as (
    {{ members_seen(
        'dim_district', {'municipality_code': dbt.type_string(), 'district': dbt.type_string()}, readers
    ) }}
    {% if are_built([residences, pupil_districts]) %}
    union
    select
        residence.municipality_code,
        pupil.district
    from {{ pupil_districts }} as pupil
    inner join {{ residences }} as residence
        on pupil.person_key = residence.person_key and pupil.count_year = residence.count_year
    where residence.municipality_code is not null
    {% endif %}
),

pairs as (
    select
        municipality_code,
        district
    from seen
    union
    select
        municipality_code,
        district
    from named
    union
    select
        municipality_code,
        'unknown' as district
    from {{ ref('dim_institution') }}
    union
    select
        'unknown' as municipality_code,
        'unknown' as district
)

select
    {{ surrogate_key('district_key', {
        'municipality_code': 'pairs.municipality_code', 'district': 'pairs.district'
    }) }} as district_key,
    pairs.municipality_code,
    pairs.district,
    named.cluster_name,
    named.district is not null as is_known
from pairs
left join named
    on pairs.municipality_code = named.municipality_code and pairs.district = named.district and named.recency = 1
