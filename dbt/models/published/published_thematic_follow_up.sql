-- Thematic follow-ups: nobody is counted in them.
{% set keys = ['municipality_code', 'date', 'initiative'] %}
{% set measures = {
    'focus': {'kind': 'free'},
    'data_kind': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('thematic_follow_up'), keys, measures) }}
