-- Budget against accounts: the money of whole municipalities, nothing to hide.
{% set keys = ['municipality_code', 'year'] %}
{% set measures = {
    'budget_fixed': {'kind': 'free'},
    'accounts_fixed': {'kind': 'free'},
    'balance': {'kind': 'free'},
    'balance_share': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{{ publish(ref('budget_balance'), keys, measures) }}
