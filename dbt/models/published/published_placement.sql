-- Placements. The days of a row come from the children placed at the year end and the spells that ended before it.
{% set keys = ['municipality_code', 'year', 'placement_group'] %}
{% set measures = {
    'children_end_of_year': {'kind': 'count'},
    'started': {'kind': 'count'},
    'ended': {'kind': 'count'},
    'placed_in_year': {'kind': 'count', 'unseen': true, 'as': 'children_end_of_year + ended'},
    'days': {'kind': 'part', 'of': ['children_end_of_year', 'placed_in_year']},
    'helaarsboern': {'kind': 'part', 'of': ['children_end_of_year', 'placed_in_year']},
    'consent_children': {'kind': 'count'},
    'known_consent_children': {'kind': 'count'},
    'consent_share': {'kind': 'share', 'numerator': 'consent_children', 'denominator': 'known_consent_children'},
    'is_provisional': {'kind': 'free'},
} %}
{% set known = [
    {'whole': {'placement_group': 'all'}, 'measures': ['started', 'ended']},
    {
        'whole': {'placement_group': 'all'},
        'measures': ['children_end_of_year', 'placed_in_year', 'consent_children', 'known_consent_children'],
        'overlap': 'known',
    },
    {'order': ['known_consent_children', 'children_end_of_year']},
    {'carried': ['children_end_of_year'], 'from': 'children_end_of_year', 'plus': 'started', 'along': 'year'},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('placement'), keys, measures, hidden_in('placement', ref('hidden_others'))) }}
