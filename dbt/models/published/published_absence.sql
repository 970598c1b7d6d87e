-- Absence of pupils.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'stage'] %}
{% set measures = {
    'pupils': {'kind': 'count'},
    'mean_absence': {'kind': 'mean', 'over': 'pupils'},
    'sick': {'kind': 'mean', 'over': 'pupils'},
    'permitted': {'kind': 'mean', 'over': 'pupils'},
    'unpermitted': {'kind': 'mean', 'over': 'pupils'},
    'high_absence_pupils': {'kind': 'count'},
    'high_absence_share': {'kind': 'share', 'numerator': 'high_absence_pupils', 'denominator': 'pupils'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('absence'), keys, measures) }}
