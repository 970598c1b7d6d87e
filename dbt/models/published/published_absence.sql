-- Absence of pupils. With a low mean among few, not many can be high: it goes with their number, and its parts too.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'stage'] %}
{% set mean_of_pupils = {
    'kind': 'mean', 'over': 'pupils', 'tells': ['high_absence_pupils'], 'closely': few_can_be_high(),
} %}
{% set measures = {
    'pupils': {'kind': 'count'},
    'mean_absence': mean_of_pupils,
    'sick': mean_of_pupils,
    'permitted': mean_of_pupils,
    'unpermitted': mean_of_pupils,
    'high_absence_pupils': {'kind': 'count'},
    'high_absence_share': {'kind': 'share', 'numerator': 'high_absence_pupils', 'denominator': 'pupils'},
} %}
{% set known = [
    {'whole': {'stage': 'all'}, 'measures': ['pupils', 'high_absence_pupils'], 'overlap': 'known'},
    {'whole': {'instnr': 'all'}, 'measures': ['pupils', 'high_absence_pupils'], 'overlap': 'known'},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('absence'), keys, measures, hidden_in('absence', ref('hidden_others'))) }}
