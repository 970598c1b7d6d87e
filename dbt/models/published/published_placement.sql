-- Placements. The days of a row come from the children placed at the year end and the spells that ended before it.
{% set keys = ['municipality_code', 'year', 'placement_group'] %}
{% set measures = {
    'children_end_of_year': {'kind': 'count'},
    'started': {'kind': 'count'},
    'ended': {'kind': 'count'},
    'days': {'kind': 'part', 'of': ['children_end_of_year'], 'over': 'children_end_of_year + ended'},
    'helaarsboern': {'kind': 'part', 'of': ['children_end_of_year'], 'over': 'children_end_of_year + ended'},
    'consent_children': {'kind': 'count'},
    'known_consent_children': {'kind': 'count'},
    'consent_share': {'kind': 'share', 'numerator': 'consent_children', 'denominator': 'known_consent_children'},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('placement'), keys, measures) }}
