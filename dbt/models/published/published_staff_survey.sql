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
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('staff_survey'), keys, measures) }}
