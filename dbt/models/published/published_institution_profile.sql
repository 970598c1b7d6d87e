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
    'inclusion_pool': {'kind': 'copy'},
    'unbound_funds': {'kind': 'copy'},
    'funded_pupils': {'kind': 'copy'},
    'inclusion_per_pupil': {'kind': 'copy'},
    'unbound_per_pupil': {'kind': 'copy'},
    'district_heads': {'kind': 'copy'},
    'district_full_time': {'kind': 'copy'},
    'autumn_decisions': {'kind': 'copy'},
    'autumn_decisions_over_nine_hours': {'kind': 'copy'},
    'spring_decisions': {'kind': 'copy'},
    'spring_decisions_over_nine_hours': {'kind': 'copy'},
    'risk_pupils': {'kind': 'copy'},
    'lowest_risk': {'kind': 'copy'},
    'lowest_risk_share': {'kind': 'copy'},
} %}
{% set known = [] %}
{% set municipal_offers = ['folkeskole', 'kommunal_ungdomsskole', 'specialskole', 'dagbehandling', 'intern_skole'] %}
{% for scope, types in {
    'municipal_offers': municipal_offers,
    'all_schools': municipal_offers + ['privatskole', 'efterskole'],
}.items() %}
    {% do known.append({
        'sister': 'segregation_rate',
        'on': {
            'municipality_code': "'all'",
            'school_year': 'school_year',
            'district': "'all'",
            'denominator_scope': "'" ~ scope ~ "'",
        },
        'within': {'institution_type': types},
        'equal': {'pupils': {'pupils': 1}, 'segregated': {'segregated': 1}},
        'total': true,
    }) %}
{% endfor %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}, tags=['tolerates_absence']) }}
{% set tables = {
    'inclusion_funds': ref('published_inclusion_funds'),
    'personnel': ref('published_personnel'),
    'risk_distribution': ref('published_risk_distribution'),
    'absence': ref('published_absence'),
    'support_decisions': ref('published_support_decisions'),
    'wellbeing_indicator': ref('published_wellbeing_indicator'),
    'wellbeing_item': ref('published_wellbeing_item'),
} %}
{% set further = hidden_in('institution_profile', ref('hidden_pupils')) %}
{{ publish(profile_beside_shown(ref('institution_profile'), tables), keys, measures, further) }}
