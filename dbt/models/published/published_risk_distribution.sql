-- The ten bins after disclosure control; the group is larger than any of its bins, so it is judged by its own size.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'bin'] %}
{% set measures = {
    'pupils': {'kind': 'count'},
    'group_size': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'pupils', 'denominator': 'group_size'},
} %}
{{ config(tags=['risk_model'], meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('risk_distribution'), keys, measures) }}
