-- Projection of special money of whole municipalities. Money by pupils is hidden where it would tell hidden pupils.
{% set keys = ['municipality_code', 'year', 'series'] %}
{% set measures = {
    'amount_fixed': {'kind': 'copy'},
} %}
{% set optional = ['published_segregation_rate'] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}, 'optional_inputs': optional}) }}
{{ publish(projection_beside_shown(ref('cost_projection'), ref('published_segregation_rate')), keys, measures) }}
