-- Notifications: each is about a child, so a few of them are as telling as a few children.
{% set keys = ['municipality_code', 'year', 'notifier', 'cause'] %}
{% set measures = {
    'notifications': {'kind': 'count'},
    'children': {'kind': 'count'},
    'is_provisional': {'kind': 'free'},
} %}
{% set known = [
    {'whole': {'cause': 'all'}, 'measures': ['notifications', 'children'], 'overlap': 'open'},
    {'order': ['children', 'notifications']},
] %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('notification'), keys, measures, hidden_in('notification', ref('hidden_others'))) }}
