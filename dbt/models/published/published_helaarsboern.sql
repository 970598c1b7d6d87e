-- Helårsbørn: the days of a few children are hidden with the children.
{% set keys = ['municipality_code', 'year', 'district', 'offer_type'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'days': {'kind': 'part', 'of': ['children']},
    'helaarsboern': {'kind': 'part', 'of': ['children']},
    'is_provisional': {'kind': 'free'},
} %}
{% set known = [
    {'whole': {'district': 'all'}, 'measures': ['children'], 'overlap': 'known'},
    {
        'whole': {'offer_type': 'all'},
        'parts': {'offer_type': ['specialskole', 'gruppeordning', 'intern_skole', 'dagbehandling', 'stoettetimer']},
        'measures': ['children'],
        'overlap': 'known',
    },
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('helaarsboern'), keys, measures, hidden_in('helaarsboern', ref('hidden_pupils'))) }}
