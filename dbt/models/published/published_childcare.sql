-- Childcare: the full-time units of a few children are hidden with the children.
{% set keys = ['municipality_code', 'year', 'offer'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'full_time_units': {'kind': 'part', 'of': ['children']},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('childcare'), keys, measures) }}
