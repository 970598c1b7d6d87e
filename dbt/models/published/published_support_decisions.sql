-- Decisions on support in the general area.
{% set keys = ['municipality_code', 'half_year', 'instnr'] %}
{% set measures = {
    'decisions': {'kind': 'count'},
    'decisions_over_nine_hours': {'kind': 'count'},
} %}
{% set known = [
    {'whole': {'instnr': 'all'}, 'measures': ['decisions', 'decisions_over_nine_hours']},
    {'order': ['decisions_over_nine_hours', 'decisions']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('support_decisions'), keys, measures, hidden_in('support_decisions', ref('hidden_others'))) }}
