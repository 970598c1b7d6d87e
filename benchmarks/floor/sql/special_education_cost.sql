-- Special money, helårsbørn and money per helårsbarn.
create table special_education_cost as
with summed as (
    select kom, aar, case when grouping(tilbud) = 1 then 'all' else tilbud end as offer_type, art,
        sum(amount) as amount_current
    from money
    where omraade = 'special'
    group by grouping sets ((kom, aar, tilbud, art), (kom, aar, art))
)

select
    kom as municipality_code,
    aar as year,
    summed.offer_type,
    art as kind,
    amount_current,
    amount_current * factor as amount_fixed,
    coalesce(helaarsboern.helaarsboern, 0) as helaarsboern,
    case when not calendar.is_provisional then amount_fixed / nullif(helaarsboern.helaarsboern, 0) end as unit_cost_fixed
from summed
inner join price on aar = price.year and level = 2024
left join calendar on aar = calendar.year
left join helaarsboern
    on
        kom = helaarsboern.municipality_code
        and aar = helaarsboern.year
        and summed.offer_type = helaarsboern.offer_type
        and helaarsboern.district = 'all';
