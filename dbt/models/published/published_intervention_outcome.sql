-- Interventions: each mean is hidden by the courses that it is taken over.
{% set keys = ['municipality_code', 'intervention', 'start_year'] %}
{% set measures = {
    'enrolled': {'kind': 'count'},
    'finished': {'kind': 'count'},
    'ongoing': {'kind': 'count'},
    'finished_now_segregated': {'kind': 'count'},
    'finished_now_general': {'kind': 'count'},
    'courses_with_absence_before': {'kind': 'count'},
    'absence_before': {'kind': 'mean', 'over': 'courses_with_absence_before'},
    'courses_with_absence_after': {'kind': 'count'},
    'absence_after': {'kind': 'mean', 'over': 'courses_with_absence_after'},
    'courses_with_price_teaching': {'kind': 'count'},
    'price_teaching': {'kind': 'mean', 'over': 'courses_with_price_teaching'},
    'courses_with_price_treatment': {'kind': 'count'},
    'price_treatment': {'kind': 'mean', 'over': 'courses_with_price_treatment'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('intervention_outcome'), keys, measures) }}
