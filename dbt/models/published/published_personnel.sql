-- Staff: employees are persons too; the posts of a few are hidden with them.
{% set keys = ['municipality_code', 'year', 'district', 'unit'] %}
{% set measures = {
    'unit_name_da': {'kind': 'free'},
    'unit_name_en': {'kind': 'free'},
    'heads': {'kind': 'count'},
    'full_time': {'kind': 'part', 'of': ['heads']},
    'printed_heads': {'kind': 'count'},
    'printed_full_time': {'kind': 'part', 'of': ['printed_heads']},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('personnel'), keys, measures) }}
