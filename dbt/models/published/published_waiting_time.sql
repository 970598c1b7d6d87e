-- Waiting times: the days are those of the cases that have started. The others wait, so few of either hide both.
{% set keys = ['municipality_code', 'year', 'offer_type'] %}
{% set measures = {
    'cases': {'kind': 'count'},
    'started': {'kind': 'count'},
    'median_days': {'kind': 'mean', 'over': 'started'},
    'p90_days': {'kind': 'mean', 'over': 'started'},
    'still_waiting': {'kind': 'count'},
    'started_share': {'kind': 'share', 'numerator': 'started', 'denominator': 'cases', 'unseen': true},
    'waiting_share': {'kind': 'share', 'numerator': 'still_waiting', 'denominator': 'cases', 'unseen': true},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('waiting_time'), keys, measures) }}
