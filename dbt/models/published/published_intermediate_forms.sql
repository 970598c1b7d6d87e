-- Intermediate forms: the days of a few children are hidden with the children.
{% set keys = ['municipality_code', 'year', 'cluster', 'level'] %}
{% set measures = {
    'children': {'kind': 'count'},
    'days': {'kind': 'part', 'of': ['children']},
    'helaarsboern': {'kind': 'part', 'of': ['children']},
    'is_provisional': {'kind': 'free'},
} %}
{% set known = [
    {'whole': {'cluster': 'all'}, 'measures': ['children'], 'overlap': 'known'},
] %}
{% set of_offer = {'municipality_code': 'municipality_code', 'year': 'year', 'district': "'all'"} %}
{% for level, offers in {
    '1': ['mellemform_hold'],
    '2': ['stoettetimer', 'stoettetimer_under_9', 'enkeltintegration'],
    '3': ['mellemform_klasse'],
    '4': ['gruppeordning'],
}.items() %}
{% set ways = [] %}
{% for offer in offers %}{% do ways.append(dict(of_offer, offer_type="'" ~ offer ~ "'")) %}{% endfor %}
    {% do known.append({
        'sister': 'helaarsboern',
        'on': ways,
        'within': {'cluster': 'all', 'level': level},
        'equal': {'children': {'children': 1}},
        'overlap': 'known',
    }) %}
{% endfor %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures, 'known': known}}) }}
{{ publish(ref('intermediate_forms'), keys, measures, hidden_in('intermediate_forms', ref('hidden_pupils'))) }}
