-- Decisions on support in the general area.
{% set keys = ['municipality_code', 'half_year', 'instnr'] %}
{% set measures = {
    'decisions': {'kind': 'count'},
    'decisions_over_nine_hours': {'kind': 'count'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('support_decisions'), keys, measures) }}
