-- Expected pupils: nobody who exists is counted, nothing to hide.
{% set keys = ['municipality_code', 'year', 'district'] %}
{% set measures = {
    'pupils': {'kind': 'free'},
    'change_since_first': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('pupil_forecast'), keys, measures) }}
