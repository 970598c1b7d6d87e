-- Segregation: a shown index would give away a hidden first rate, so it is hidden with that too.
{% set keys = ['municipality_code', 'school_year', 'district', 'denominator_scope'] %}
{% set measures = {
    'segregated': {'kind': 'count'},
    'special_education': {'kind': 'count'},
    'pupils': {'kind': 'count'},
    'segregation_rate': {'kind': 'share', 'numerator': 'segregated', 'denominator': 'pupils'},
    'special_education_rate': {'kind': 'share', 'numerator': 'special_education', 'denominator': 'pupils'},
    'index_since_first': {
        'kind': 'index',
        'of': 'segregation_rate',
        'row_key': ['municipality_code', 'district', 'denominator_scope'],
        'along': 'school_year',
    },
    'target_rate': {'kind': 'free'},
    'distance_to_target': {'kind': 'part', 'of': ['segregation_rate']},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('segregation_rate'), keys, measures) }}
