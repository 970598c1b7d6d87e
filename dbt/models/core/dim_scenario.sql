-- Scenarios: which share of the helårsbørn in one offer moves to another. Shares of one offer that add up to more than
-- all of it stop the build.
{{ config(post_hook="{{ stop_on_overdrawn_scenarios(this) }}") }}
select
    scenario,
    from_offer,
    to_offer,
    share_moved,
    unit_cost_to,
    to_offer = '{{ var("scenario_general_offer") }}' as is_to_general,
    name_da,
    name_en,
    source,
    mark
from {{ seed('scenario') }}
