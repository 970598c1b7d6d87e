-- Notifications: each is about a child, so a few of them are as telling as a few children.
{% set keys = ['municipality_code', 'year', 'notifier', 'cause'] %}
{% set measures = {
    'notifications': {'kind': 'count'},
    'children': {'kind': 'count'},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('notification'), keys, measures) }}
