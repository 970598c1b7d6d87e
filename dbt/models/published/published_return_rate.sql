-- Return to the general school after a referral.
{% set keys = ['municipality_code', 'school_year', 'stage'] %}
{% set measures = {
    'referred': {'kind': 'count'},
    'still_enrolled': {'kind': 'count'},
    'returned': {'kind': 'count'},
    'rate': {'kind': 'share', 'numerator': 'returned', 'denominator': 'still_enrolled'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('return_rate'), keys, measures) }}
