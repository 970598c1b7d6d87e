-- Projection of special money: the money of whole municipalities, nothing to hide.
{% set keys = ['municipality_code', 'year', 'series'] %}
{% set measures = {
    'amount_fixed': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('cost_projection'), keys, measures) }}
