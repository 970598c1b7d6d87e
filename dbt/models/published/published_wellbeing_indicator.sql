-- Wellbeing by indicator.
{% set keys = ['municipality_code', 'school_year', 'instnr', 'indicator'] %}
{% set measures = {
    'respondents': {'kind': 'count'},
    'mean': {
        'kind': 'mean',
        'over': 'respondents',
        'tells': ['low', 'band_1', 'band_2', 'band_3', 'band_4'],
        'closely': room_of_mean() ~ ' < 4 * ' ~ suppression_limit(),
        'weighted_over': ['instnr'],
    },
    'low': {'kind': 'count'},
    'low_share': {'kind': 'share', 'numerator': 'low', 'denominator': 'respondents'},
    'band_1': {'kind': 'count'},
    'band_2': {'kind': 'count'},
    'band_3': {'kind': 'count'},
    'band_4': {'kind': 'count'},
} %}
{% set known = [
    {'whole': {'instnr': 'all'}, 'measures': ['respondents', 'band_1', 'band_2', 'band_3', 'band_4']},
    {'row': 'respondents', 'is': ['band_1', 'band_2', 'band_3', 'band_4']},
] %}
{% do known.extend(
    [{'row': 'low', 'is': ['band_1', 'band_2']}, {'implied': ['low']}]
    if var('wellbeing_low_limit') == var('wellbeing_band_borders')[1]
    else [{'whole': {'instnr': 'all'}, 'measures': ['low']}]
) %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('mart_wellbeing_indicator'), keys, measures, hidden_in('wellbeing_indicator', ref('hidden_answers'))) }}
