-- Investment plans: decided in public, nothing to hide.
{% set keys = ['municipality_code', 'proposal', 'duration', 'year'] %}
{% set measures = {
    'amount_1000kr': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('investment_plan'), keys, measures) }}
