-- Raw answers to the items of the wellbeing survey.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'item'] %}
{% set measures = {
    'respondents': {'kind': 'count'},
    'n_1': {'kind': 'count'},
    'n_2': {'kind': 'count'},
    'n_3': {'kind': 'count'},
    'n_4': {'kind': 'count'},
    'n_5': {'kind': 'count'},
    'headline': {'kind': 'free'},
    'headline_n': {'kind': 'count'},
    'headline_share': {'kind': 'share', 'numerator': 'headline_n', 'denominator': 'respondents'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('mart_wellbeing_item'), keys, measures) }}
