-- The status sheet: a figure is hidden here when the table that it is taken from hides it.
{% set keys = ['municipality_code', 'follow_up', 'indicator'] %}
{% set measures = {
    'source_table': {'kind': 'free'},
    'measure': {'kind': 'free'},
    'subject': {'kind': 'free'},
    'period': {'kind': 'free'},
    'value': {'kind': 'copy'},
    'numerator': {'kind': 'copy'},
    'denominator': {'kind': 'copy'},
    'previous_period': {'kind': 'free'},
    'previous_value': {'kind': 'copy'},
    'change': {'kind': 'part', 'of': ['value', 'previous_value']},
    'desired_direction': {'kind': 'free'},
    'moves_as_desired': {'kind': 'part', 'of': ['value', 'previous_value'], 'exact': true},
    'updated_month': {'kind': 'free'},
    'national_value': {'kind': 'copy'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}, tags=['tolerates_absence']) }}
{% set tables = {
    'segregation_rate': ref('published_segregation_rate'),
    'absence': ref('published_absence'),
    'school_starters': ref('published_school_starters'),
    'support_decisions': ref('published_support_decisions'),
    'wellbeing_indicator': ref('published_wellbeing_indicator'),
    'wellbeing_item': ref('published_wellbeing_item'),
    'budget_balance': ref('published_budget_balance'),
} %}
{{ publish(follow_up_beside_shown(ref('follow_up_status'), tables), keys, measures) }}
