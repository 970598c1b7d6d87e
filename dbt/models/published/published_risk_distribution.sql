-- The ten bins after disclosure control; the group is larger than any of its bins, so it is judged by its own size.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'bin'] %}
{% set measures = {
    'pupils': {'kind': 'count'},
    'group_size': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'pupils', 'denominator': 'group_size'},
} %}
{% set known = [
    {'same': ['group_size'], 'over': ['bin']},
    {'whole': {'instnr': 'all'}, 'measures': ['pupils']},
    {'codes': 'bin', 'part': 'pupils', 'whole': 'group_size'},
    {'implied': ['pupils']},
    {
        'sister': 'institution_profile',
        'on': {'instnr': 'instnr', 'school_year': 'school_year'},
        'equal': {'group_size': {'pupils': 1, 'segregated': -1}},
    },
] %}
{{ config(tags=['risk_model'], meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('risk_distribution'), keys, measures, hidden_in('risk_distribution', ref('hidden_pupils'))) }}
