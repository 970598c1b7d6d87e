-- School starters in segregated offers.
{% set keys = ['municipality_code', 'school_year'] %}
{% set measures = {
    'starters': {'kind': 'count'},
    'segregated': {'kind': 'count'},
    'rate': {'kind': 'share', 'numerator': 'segregated', 'denominator': 'starters'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('school_starters'), keys, measures) }}
