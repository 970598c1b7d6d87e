-- Raw answers to the items of the wellbeing survey.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'item'] %}
{% set measures = {
    'respondents': {'kind': 'count'},
    'n_1': {'kind': 'count'},
    'n_2': {'kind': 'count'},
    'n_3': {'kind': 'count'},
    'n_4': {'kind': 'count'},
    'n_5': {'kind': 'count'},
    'headline': {'kind': 'free'},
    'headline_n': {'kind': 'count'},
    'headline_share': {'kind': 'share', 'numerator': 'headline_n', 'denominator': 'respondents'},
} %}
{% set known = [
    {'whole': {'instnr': 'all'}, 'measures': ['respondents', 'n_1', 'n_2', 'n_3', 'n_4', 'n_5']},
    {'row': 'respondents', 'is': ['n_1', 'n_2', 'n_3', 'n_4', 'n_5']},
    {'row': 'headline_n', 'is': ['n_4', 'n_5'], 'within': {'headline': 'school_joy'}},
    {'row': 'headline_n', 'is': ['n_3', 'n_4', 'n_5'], 'within': {'headline': 'bullying'}},
    {'implied': ['headline_n']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('mart_wellbeing_item'), keys, measures, hidden_in('wellbeing_item', ref('hidden_answers'))) }}
