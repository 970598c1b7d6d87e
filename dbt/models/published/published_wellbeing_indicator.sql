-- Wellbeing by indicator.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'indicator'] %}
{% set measures = {
    'respondents': {'kind': 'count'},
    'mean': {'kind': 'mean', 'over': 'respondents'},
    'low': {'kind': 'count'},
    'low_share': {'kind': 'share', 'numerator': 'low', 'denominator': 'respondents'},
    'band_1': {'kind': 'count'},
    'band_2': {'kind': 'count'},
    'band_3': {'kind': 'count'},
    'band_4': {'kind': 'count'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('mart_wellbeing_indicator'), keys, measures) }}
