-- Waiting times: the days are those of the cases that have started.
{% set keys = ['municipality_code', 'year', 'offer_type'] %}
{% set measures = {
    'cases': {'kind': 'count'},
    'started': {'kind': 'count'},
    'median_days': {'kind': 'mean', 'over': 'started'},
    'p90_days': {'kind': 'mean', 'over': 'started'},
    'still_waiting': {'kind': 'count'},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('waiting_time'), keys, measures) }}
