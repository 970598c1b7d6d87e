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
{% set known = [
    {'whole': {'offer_type': 'all'}, 'measures': ['started', 'still_waiting']},
    {'row': 'cases', 'is': ['started', 'still_waiting']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('waiting_time'), keys, measures, hidden_in('waiting_time', ref('hidden_others'))) }}
