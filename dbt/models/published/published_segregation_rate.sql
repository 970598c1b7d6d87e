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
{% set known = [
    {
        'whole': {'district': 'all'},
        'measures': ['segregated', 'special_education', 'pupils'],
    },
    {
        'whole': {'municipality_code': 'all'},
        'within': {'district': 'all'},
        'measures': ['segregated', 'special_education', 'pupils'],
        'overlap': 'known',
    },
    {
        'smaller': {'denominator_scope': 'municipal_offers'},
        'larger': {'denominator_scope': 'all_schools'},
        'measures': ['segregated', 'special_education', 'pupils'],
        'nested': ['segregated', 'special_education', 'pupils'],
    },
    {'order': ['segregated', 'special_education']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('segregation_rate'), keys, measures, hidden_in('segregation_rate', ref('hidden_pupils'))) }}
