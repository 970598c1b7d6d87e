-- What a scenario would free: helårsbørn moved from one offer to another, times what the places cost less.
-- Every move counts on the helårsbørn before the other moves; the rate afterwards is that of the whole scenario.
with days_in_offer as (
    select
        paying_municipality_code as municipality_code,
        year,
        offer_type,
        sum(days) as days
    from {{ ref('fct_helaarsboern_total') }}
    where district = 'all' and offer_type <> 'all'
    group by paying_municipality_code, year, offer_type
),

accounts as (
    select
        municipality_code,
        year,
        offer_type,
        sum(amount_fixed) as amount_fixed
    from {{ ref('fct_cost') }}
    where area = 'special' and is_running_cost and kind = 'regnskab'
    group by municipality_code, year, offer_type
),

offers as (
    select
        days_in_offer.municipality_code,
        days_in_offer.year,
        days_in_offer.offer_type,
        {{ share('days_in_offer.days', 'dim_year.day_count') }} as helaarsboern,
        case
            when dim_year.is_over
                then {{ share('accounts.amount_fixed * dim_year.day_count', 'days_in_offer.days') }}
        end as unit_cost
    from days_in_offer
    inner join {{ ref('dim_year') }} as dim_year on days_in_offer.year = dim_year.year
    left join accounts
        on
            days_in_offer.municipality_code = accounts.municipality_code
            and days_in_offer.year = accounts.year
            and days_in_offer.offer_type = accounts.offer_type
),

moves as (
    select
        scenario.scenario,
        source.municipality_code,
        source.year,
        scenario.from_offer,
        scenario.to_offer,
        scenario.is_to_general,
        cast(scenario.share_moved as {{ type_double() }}) as share_moved,
        source.helaarsboern,
        scenario.share_moved * source.helaarsboern as helaarsboern_moved,
        source.unit_cost as unit_cost_from,
        coalesce(cast(scenario.unit_cost_to as {{ type_double() }}), destination.unit_cost) as unit_cost_to
    from {{ ref('dim_scenario') }} as scenario
    inner join offers as source on scenario.from_offer = source.offer_type
    left join offers as destination
        on
            scenario.to_offer = destination.offer_type
            and source.municipality_code = destination.municipality_code
            and source.year = destination.year
),

moves_of_scenario as (
    select
        moves.*,
        sum(case when moves.is_to_general then moves.helaarsboern_moved else 0 end) over (
            partition by moves.scenario, moves.municipality_code, moves.year
        ) as helaarsboern_to_general
    from moves
),

pupils_on_count_date as (
    select
        municipality_code,
        count_year,
        sum(case when is_segregated then 1 else 0 end) as segregated,
        count(*) as pupils
    from {{ ref('fct_pupil_count') }}
    where in_municipal_offers and is_segregated is not null
    group by municipality_code, count_year
)

select
    moves.scenario,
    moves.municipality_code,
    moves.year,
    moves.from_offer,
    moves.to_offer,
    moves.share_moved,
    moves.helaarsboern,
    moves.helaarsboern_moved,
    moves.unit_cost_from,
    moves.unit_cost_to,
    (moves.unit_cost_from - moves.unit_cost_to) * moves.helaarsboern_moved as potential,
    moves.helaarsboern_to_general,
    cast(pupils.segregated as bigint) as segregated,
    cast(pupils.pupils as bigint) as pupils,
    {{ share('pupils.segregated - moves.helaarsboern_to_general', 'pupils.pupils') }} as segregation_rate_after
from moves_of_scenario as moves
left join pupils_on_count_date as pupils
    on moves.municipality_code = pupils.municipality_code and moves.year = pupils.count_year
