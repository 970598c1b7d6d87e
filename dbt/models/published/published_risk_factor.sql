-- Risk factors among pupils in general education.
{% set keys = ['municipality_code', 'school_year', 'factor'] %}
{% set measures = {
    'pupils_with': {'kind': 'count'},
    'pupils': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'pupils_with', 'denominator': 'pupils'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('mart_risk_factor'), keys, measures) }}
