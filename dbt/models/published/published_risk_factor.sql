-- Risk factors among pupils in general education.
{% set keys = ['municipality_code', 'school_year', 'factor'] %}
{% set measures = {
    'pupils_with': {'kind': 'count'},
    'pupils': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'pupils_with', 'denominator': 'pupils'},
} %}
{% set known = [
    {'same': ['pupils'], 'over': ['factor']},
    {'whole': {'municipality_code': 'all'}, 'measures': ['pupils_with'], 'overlap': 'known'},
    {
        'smaller': {'factor': 'autism_diagnosis'},
        'larger': {'factor': 'psychiatric_diagnosis'},
        'measures': ['pupils_with'],
    },
    {
        'sister': 'segregation_rate',
        'on': {
            'municipality_code': 'municipality_code',
            'school_year': 'school_year',
            'district': "'all'",
            'denominator_scope': "'municipal_offers'",
        },
        'equal': {'pupils': {'pupils': 1, 'segregated': -1}},
    },
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('mart_risk_factor'), keys, measures, hidden_in('risk_factor', ref('hidden_pupils'))) }}
