-- Projection of special money of whole municipalities. Lines per pupil, times hidden pupils, would tell how many they are.
{% set keys = ['municipality_code', 'year', 'series'] %}
{% set measures = {
    'amount_fixed': {'kind': 'copy'},
} %}
{{ config(meta={
    'disclosure': {'keys': keys, 'measures': measures},
    'optional_inputs': ['published_segregation_rate'],
}) }}
{{ publish(projection_beside_shown(ref('cost_projection'), ref('published_segregation_rate')), keys, measures) }}
