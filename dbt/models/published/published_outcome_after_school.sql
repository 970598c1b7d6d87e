-- Main occupation some years after school.
{% set keys = ['municipality_code', 'leaving_year', 'leaver_group', 'status'] %}
{% set measures = {
    'persons': {'kind': 'count'},
    'group_size': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'persons', 'denominator': 'group_size'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('outcome_after_school'), keys, measures) }}
