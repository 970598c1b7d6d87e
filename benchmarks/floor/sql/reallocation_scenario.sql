-- What a scenario would free, and the segregation rate after it. Every move is of the helårsbørn before all moves.
create table reallocation_scenario as
with unit_cost as (
    select municipality_code, year, offer_type, unit_cost_fixed
    from special_education_cost
    where kind = 'regnskab'
),

moves as (
    select
        scenario,
        helaarsboern.municipality_code,
        helaarsboern.year,
        from_offer,
        to_offer,
        share_moved,
        share_moved * helaarsboern as helaarsboern_moved,
        source.unit_cost_fixed as unit_cost_from,
        coalesce(unit_cost_to, destination.unit_cost_fixed) as unit_cost_to
    from scenario
    inner join helaarsboern on from_offer = helaarsboern.offer_type and helaarsboern.district = 'all'
    left join unit_cost as source
        on
            from_offer = source.offer_type
            and helaarsboern.municipality_code = source.municipality_code
            and helaarsboern.year = source.year
    left join unit_cost as destination
        on
            to_offer = destination.offer_type
            and helaarsboern.municipality_code = destination.municipality_code
            and helaarsboern.year = destination.year
),

rates as (
    select municipality_code, school_year[:4]::integer as year, segregated, pupils
    from segregation_rate
    where district = 'all' and denominator_scope = 'municipal_offers'
)

select
    moves.*,
    (unit_cost_from - unit_cost_to) * helaarsboern_moved as potential,
    (segregated - coalesce(sum(helaarsboern_moved) filter (to_offer = 'general') over (
        partition by scenario, moves.municipality_code, moves.year
    ), 0)) / pupils as segregation_rate_after
from moves
left join rates using (municipality_code, year);
