-- Answers to the staff survey: no group, and no answer within one, that is given by few.
{% set keys = ['municipality_code', 'year', 'question', 'group_kind', 'group_value', 'answer'] %}
{% set measures = {
    'n': {'kind': 'count'},
    'respondents': {'kind': 'count'},
    'share': {'kind': 'share', 'numerator': 'n', 'denominator': 'respondents'},
    'agreement_n': {'kind': 'count'},
    'agreement_share': {'kind': 'share', 'numerator': 'agreement_n', 'denominator': 'respondents'},
    'invited': {'kind': 'count'},
    'response_rate': {'kind': 'share', 'numerator': 'respondents', 'denominator': 'invited'},
} %}
{% set known = [
    {'same': ['respondents', 'agreement_n'], 'over': ['answer']},
    {'same': ['invited'], 'over': ['question', 'answer']},
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'faggruppe'},
        'measures': ['n'],
    },
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'school'},
        'measures': ['n'],
    },
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'faggruppe'},
        'measures': ['respondents', 'agreement_n'],
        'over': ['answer'],
    },
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'school'},
        'measures': ['respondents', 'agreement_n'],
        'over': ['answer'],
    },
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'faggruppe'},
        'measures': ['invited'],
        'over': ['question', 'answer'],
        'overlap': 'known',
    },
    {
        'whole': {'group_kind': 'all', 'group_value': 'all'},
        'parts': {'group_kind': 'school'},
        'measures': ['invited'],
        'over': ['question', 'answer'],
        'overlap': 'known',
    },
    {'codes': 'answer', 'part': 'n', 'whole': 'respondents', 'overlap': 'unknown'},
    {'codes': 'answer', 'part': 'n', 'whole': 'agreement_n', 'only': [['4', '5'], ['3', '4', '5']], 'by': 'question'},
    {'implied': ['n', 'agreement_n']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('staff_survey'), keys, measures, hidden_in('staff_survey', ref('hidden_staff'))) }}
