-- Main occupation some years after school.
{% set keys = ['municipality_code', 'leaving_year', 'leaver_group', 'status'] %}
{% set measures = {
    'persons': {'kind': 'count'},
    'group_size': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'persons', 'denominator': 'group_size'},
} %}
{% set known = [
    {'same': ['group_size'], 'over': ['status']},
    {'codes': 'status', 'part': 'persons', 'whole': 'group_size'},
    {'implied': ['persons']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('outcome_after_school'), keys, measures, hidden_in('outcome_after_school', ref('hidden_others'))) }}
