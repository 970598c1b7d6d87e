-- Preventive measures.
{% set keys = ['municipality_code', 'year', 'measure_group'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'started': {'kind': 'count'},
    'active_end_of_year': {'kind': 'count'},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('preventive_measure'), keys, measures) }}
