-- Funds for inclusion: the money of a school is shown, money per pupil not for a few pupils.
{% set keys = ['municipality_code', 'year', 'instnr'] %}
{% set measures = {
    'inklusionspulje': {'kind': 'free'},
    'stoettetimer': {'kind': 'free'},
    'enhedstakst_udlagt': {'kind': 'free'},
    'enhedstakst_betalt': {'kind': 'free'},
    'unbound': {'kind': 'free'},
    'pupils': {'kind': 'count'},
    'inclusion_per_pupil': {'kind': 'mean', 'over': 'pupils'},
    'unbound_per_pupil': {'kind': 'mean', 'over': 'pupils'},
} %}
{% set known = [
    {'whole': {'instnr': 'all'}, 'measures': ['pupils']},
    {
        'sister': 'institution_profile',
        'on': {'instnr': 'instnr', 'school_year': "year || '/' || (year + 1)"},
        'equal': {'pupils': {'pupils': 1}},
    },
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('inclusion_funds'), keys, measures, hidden_in('inclusion_funds', ref('hidden_pupils'))) }}
