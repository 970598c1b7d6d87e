-- Special money by offer type. Helårsbørn and money per helårsbarn are hidden with the children, who are counted in the
-- mart helaarsboern; that column judges here and is not shown. Money over few helårsbørn is hidden, and they with it.
{% set keys = ['municipality_code', 'year', 'offer_type', 'kind'] %}
{% set measures = {
    'amount_current': {'kind': 'free'},
    'amount_fixed': {'kind': 'free'},
    'children': {'kind': 'count', 'unseen': true},
    'helaarsboern': {'kind': 'part', 'of': ['children'], 'over': 'helaarsboern'},
    'unit_cost_fixed': {'kind': 'mean', 'over': 'helaarsboern'},
    'is_provisional': {'kind': 'free'},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{% set cost_with_children %}
(
    select
        cost.*,
        helaarsboern.children
    from {{ ref('special_education_cost') }} as cost
    left join {{ ref('helaarsboern') }} as helaarsboern
        on
            cost.municipality_code = helaarsboern.municipality_code
            and cost.year = helaarsboern.year
            and cost.offer_type = helaarsboern.offer_type
            and helaarsboern.district = 'all'
)
{% endset %}
{{ publish(cost_with_children, keys, measures) }}
