-- What one register says of another: of those that the one knows, how many does the other lack?
-- A check is left out of the count, not of the table, when this run has not all that it asks.
{{ config(materialized='table', schema='governance', contract={'enforced': true}, tags=['tolerates_absence']) }}
{% set population = ref('int_residence_spell') %}
{% set of_persons = {
    'placement_in_population': [ref('fct_placement'), 'true'],
    'visitation_in_population': [ref('fct_visitation'), 'true'],
    'measure_in_population': [ref('fct_measure'), 'true'],
    'notification_in_population': [ref('fct_notification'), 'not is_unborn'],
    'childcare_in_population': [ref('fct_childcare'), 'true'],
    'decision_in_population': [ref('fct_decision'), 'true'],
    'intervention_in_population': [ref('fct_intervention'), 'true'],
} %}
{% set on_count_date, enrolments = ref('fct_enrolment_on_count_date'), ref('fct_enrolment') %}
{% set school_years, years, offers = ref('dim_school_year'), ref('dim_year'), ref('dim_offer_type') %}
{% set of_pupils = {
    'special_pupil_enrolled': ref('fct_special_education'),
    'absence_enrolled': ref('fct_absence'),
} %}
{% set costs, helaarsboern = ref('fct_cost'), ref('fct_helaarsboern') %}
with
{% if are_built([costs, helaarsboern]) %}
special_offers as (
    select distinct offer_type
    from {{ offers }}
    where is_special
),

offers_with_accounts as (
    select
        posting.municipality_code,
        posting.year,
        posting.offer_type
    from {{ costs }} as posting
    inner join special_offers on posting.offer_type = special_offers.offer_type
    inner join {{ years }} as dim_year on posting.year = dim_year.year
    where posting.area = 'special' and posting.is_running_cost and posting.kind = 'regnskab' and dim_year.is_over
    group by posting.municipality_code, posting.year, posting.offer_type
    having sum(posting.amount_current) <> 0
),

offers_with_children as (
    select
        child_year.paying_municipality_code as municipality_code,
        child_year.year,
        child_year.offer_type
    from {{ helaarsboern }} as child_year
    inner join special_offers on child_year.offer_type = special_offers.offer_type
    inner join {{ years }} as dim_year on child_year.year = dim_year.year
    where dim_year.is_over
    group by child_year.paying_municipality_code, child_year.year, child_year.offer_type
),

{% endif %}
counted as (
    {% if are_built([population]) %}
    {% for check_id, (relation, where) in of_persons.items() if are_built([relation]) %}
    {{ persons_in_population(check_id, relation, population, where) | indent(4) }}
    union all
    {% endfor %}
    {% endif %}
    {% if are_built([on_count_date, enrolments]) %}
    {% for check_id, relation in of_pupils.items() if are_built([relation]) %}
    {{ pupils_enrolled(check_id, relation, on_count_date, enrolments, school_years) | indent(4) }}
    union all
    {% endfor %}
    {% endif %}
    {% if are_built([costs, helaarsboern]) %}
    {{ offers_matched('posting_has_helaarsboern', 'offers_with_accounts', 'offers_with_children') | indent(4) }}
    union all
    {{ offers_matched('helaarsboern_have_posting', 'offers_with_children', 'offers_with_accounts') | indent(4) }}
    union all
    {% endif %}
    select
        cast(null as {{ dbt.type_string() }}) as check_id,
        cast(null as bigint) as evaluated,
        cast(null as bigint) as failed
),

judged as (
    select
        asked.check_id,
        asked.name_da as description_da,
        asked.name_en as description_en,
        cast(coalesce(counted.evaluated, 0) as bigint) as evaluated,
        cast(coalesce(counted.failed, 0) as bigint) as failed,
        {{ share('counted.failed', 'counted.evaluated') }} as share,
        cast(asked.share_limit as {{ type_double() }}) as share_limit
    from {{ seed('register_agreement') }} as asked
    left join counted on asked.check_id = counted.check_id
)

select
    check_id,
    description_da,
    description_en,
    evaluated,
    failed,
    share,
    share_limit,
    case
        when evaluated = 0 then 'not_applicable'
        when share > share_limit then 'warn'
        else 'pass'
    end as status
from judged
