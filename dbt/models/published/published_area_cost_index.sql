-- Money of the general and the special area: the money of whole municipalities, nothing to hide.
{% set keys = ['municipality_code', 'year', 'area'] %}
{% set measures = {
    'amount_fixed': {'kind': 'free'},
    'index_since_first': {'kind': 'free'},
    'is_expected': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('area_cost_index'), keys, measures) }}
