-- The institution profile: pupils are judged here, the figures of other tables are hidden when those hide them.
{% set keys = ['instnr', 'school_year'] %}
{% set measures = {
    'municipality_code': {'kind': 'free'},
    'institution_name': {'kind': 'free'},
    'institution_type': {'kind': 'free'},
    'district': {'kind': 'free'},
    'pupils': {'kind': 'count'},
    'segregated': {'kind': 'count'},
    'segregation_rate': {'kind': 'share', 'numerator': 'segregated', 'denominator': 'pupils'},
    'absence_pupils': {'kind': 'copy'},
    'mean_absence': {'kind': 'copy'},
    'high_absence_pupils': {'kind': 'copy'},
    'high_absence_share': {'kind': 'copy'},
    'wellbeing_respondents': {'kind': 'copy'},
    'wellbeing_mean': {'kind': 'copy'},
    'low_wellbeing': {'kind': 'copy'},
    'low_wellbeing_share': {'kind': 'copy'},
    'academic_respondents': {'kind': 'copy'},
    'low_academic': {'kind': 'copy'},
    'low_academic_share': {'kind': 'copy'},
    'school_joy_respondents': {'kind': 'copy'},
    'school_joy': {'kind': 'copy'},
    'school_joy_share': {'kind': 'copy'},
    'bullying_respondents': {'kind': 'copy'},
    'bullied': {'kind': 'copy'},
    'bullied_share': {'kind': 'copy'},
    'autumn_decisions': {'kind': 'copy'},
    'autumn_decisions_over_nine_hours': {'kind': 'copy'},
    'spring_decisions': {'kind': 'copy'},
    'spring_decisions_over_nine_hours': {'kind': 'copy'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}, tags=['tolerates_absence']) }}
{% set tables = {
    'absence': ref('published_absence'),
    'support_decisions': ref('published_support_decisions'),
    'wellbeing_indicator': ref('published_wellbeing_indicator'),
    'wellbeing_item': ref('published_wellbeing_item'),
} %}
{{ publish(profile_beside_shown(ref('institution_profile'), tables), keys, measures) }}
