-- Return to the general school after a referral.
{% set keys = ['municipality_code', 'school_year', 'stage'] %}
{% set measures = {
    'referred': {'kind': 'count'},
    'still_enrolled': {'kind': 'count'},
    'returned': {'kind': 'count'},
    'rate': {'kind': 'share', 'numerator': 'returned', 'denominator': 'still_enrolled'},
} %}
{% set known = [
    {'whole': {'stage': 'all'}, 'measures': ['referred', 'still_enrolled', 'returned']},
    {'whole': {'municipality_code': 'all'}, 'measures': ['referred', 'still_enrolled', 'returned'], 'overlap': 'known'},
    {'order': ['still_enrolled', 'referred']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('return_rate'), keys, measures, hidden_in('return_rate', ref('hidden_others'))) }}
