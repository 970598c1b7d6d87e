-- Scenarios: a moved share of a few children tells how many they are, and so does the money. The children of each offer
-- are counted in the mart helaarsboern; they judge here and are not shown.
{% set keys = ['scenario', 'municipality_code', 'year', 'from_offer', 'to_offer'] %}
{% set measures = {
    'children_from': {'kind': 'count', 'unseen': true},
    'children_to': {'kind': 'count', 'unseen': true},
    'fewest_children_to_general': {'kind': 'count', 'unseen': true},
    'helaarsboern_from': {'kind': 'part', 'of': ['children_from'], 'unseen': true},
    'helaarsboern_to': {'kind': 'part', 'of': ['children_to'], 'unseen': true},
    'mean_cost_from': {'kind': 'mean', 'over': 'helaarsboern_from', 'unseen': true},
    'mean_cost_to': {'kind': 'mean', 'over': 'helaarsboern_to', 'unseen': true},
    'segregation_rate': {'kind': 'share', 'numerator': 'segregated', 'denominator': 'pupils', 'unseen': true},
    'share_moved': {'kind': 'free'},
    'helaarsboern': {'kind': 'part', 'of': ['children_from']},
    'helaarsboern_moved': {'kind': 'part', 'of': ['children_from']},
    'unit_cost_from': {'kind': 'part', 'of': ['mean_cost_from']},
    'unit_cost_to': {'kind': 'part', 'of': ['mean_cost_to']},
    'potential': {'kind': 'part', 'of': ['mean_cost_from', 'mean_cost_to']},
    'helaarsboern_to_general': {'kind': 'part', 'of': ['fewest_children_to_general']},
    'segregated': {'kind': 'count'},
    'pupils': {'kind': 'count'},
    'segregation_rate_after': {'kind': 'part', 'of': ['segregated', 'pupils', 'fewest_children_to_general']},
} %}
{{ config(meta={'disclosure': {'keys': keys, 'measures': measures}}) }}
{% set moves_with_children %}
(
    select
        move.*,
        from_offer.children as children_from,
        from_offer.helaarsboern as helaarsboern_from,
        to_offer.children as children_to,
        to_offer.helaarsboern as helaarsboern_to,
        min(case when move.to_offer = '{{ var("scenario_general_offer") }}' then from_offer.children end) over (
            partition by move.scenario, move.municipality_code, move.year
        ) as fewest_children_to_general
    from {{ ref('reallocation_scenario') }} as move
    left join {{ ref('helaarsboern') }} as from_offer
        on
            move.municipality_code = from_offer.municipality_code
            and move.year = from_offer.year
            and move.from_offer = from_offer.offer_type
            and from_offer.district = 'all'
    left join {{ ref('helaarsboern') }} as to_offer
        on
            move.municipality_code = to_offer.municipality_code
            and move.year = to_offer.year
            and move.to_offer = to_offer.offer_type
            and to_offer.district = 'all'
)
{% endset %}
{{ publish(moves_with_children, keys, measures) }}
