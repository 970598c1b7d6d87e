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
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('inclusion_funds'), keys, measures) }}
