-- Staff: employees are persons too; the posts of a few are hidden with them.
{% set keys = ['municipality_code', 'year', 'district', 'unit'] %}
{% set measures = {
    'unit_name_da': {'kind': 'free'},
    'unit_name_en': {'kind': 'free'},
    'heads': {'kind': 'count', 'or_small': 'printed_heads'},
    'full_time': {'kind': 'part', 'of': ['heads']},
    'printed_heads': {'kind': 'count', 'with': ['heads']},
    'printed_full_time': {'kind': 'part', 'of': ['printed_heads']},
} %}
{% set known = [
    {'whole': {'district': 'all'}, 'measures': ['heads']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('personnel'), keys, measures, hidden_in('personnel', ref('hidden_others'))) }}
