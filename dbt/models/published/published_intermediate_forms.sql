-- Intermediate forms: the days of a few children are hidden with the children.
{% set keys = ['municipality_code', 'year', 'cluster', 'level'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'days': {'kind': 'part', 'of': ['children']},
    'helaarsboern': {'kind': 'part', 'of': ['children']},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('intermediate_forms'), keys, measures) }}
