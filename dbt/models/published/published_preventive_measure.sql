-- Preventive measures.
{% set keys = ['municipality_code', 'year', 'measure_group'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'started': {'kind': 'count'},
    'active_end_of_year': {'kind': 'count'},
    'is_provisional': {'kind': 'free'},
} %}
{% set known = [
    {
        'carried': ['children', 'active_end_of_year'],
        'from': 'active_end_of_year',
        'plus': 'started',
        'along': 'year',
    },
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('preventive_measure'), keys, measures, hidden_in('preventive_measure', ref('hidden_others'))) }}
