-- A child's year in a group of places (or all of them): days, what began and ended, and the state at the year's end.
{% set keys = ['person_key', 'municipality_code', 'placement_group'] %}
with days_placed as (
    {{ days_by_year(ref('int_placement_unions'), keys) }}
),

spell_in_year as (
    select
        spell.person_key,
        spell.municipality_code,
        spell.placement_group,
        spell.is_consent_known,
        spell.is_with_consent,
        dim_year.year,
        spell.from_date >= dim_year.first_date as is_started,
        spell.is_ended and spell.to_date <= dim_year.last_date as is_ended,
        spell.to_date >= dim_year.cut_date as is_placed_at_year_end,
        row_number() over (
            partition by spell.person_key, spell.municipality_code, spell.placement_group, dim_year.year
            order by
                case when spell.to_date >= dim_year.cut_date then 0 else 1 end,
                spell.from_date desc,
                spell.course_number desc,
                spell.event_code desc
        ) = 1 as is_newest_at_year_end
    from {{ ref('int_placement_by_group') }} as spell
    inner join {{ ref('dim_year') }} as dim_year
        on spell.from_date <= dim_year.last_date and spell.to_date >= dim_year.first_date
),

happened as (
    select
        {{ keys | join(', ') }},
        year,
        sum(case when is_started then 1 else 0 end) as started_count,
        sum(case when is_ended then 1 else 0 end) as ended_count,
        max(case when is_placed_at_year_end then 1 else 0 end) = 1 as is_placed_at_year_end,
        max(case when is_placed_at_year_end and is_newest_at_year_end and is_consent_known then 1 else 0 end) = 1
            as has_known_consent_at_year_end,
        max(case when is_placed_at_year_end and is_newest_at_year_end and is_with_consent then 1 else 0 end) = 1
            as has_consent_at_year_end
    from spell_in_year
    group by {{ keys | join(', ') }}, year
)

select
    days_placed.person_key,
    days_placed.municipality_code,
    days_placed.placement_group,
    days_placed.year,
    days_placed.days,
    {{ share('days_placed.days', 'days_placed.day_count') }} as helaarsboern,
    cast(happened.started_count as integer) as started_count,
    cast(happened.ended_count as integer) as ended_count,
    happened.is_placed_at_year_end,
    happened.has_known_consent_at_year_end,
    happened.has_consent_at_year_end
from days_placed
inner join happened
    on
        days_placed.person_key = happened.person_key
        and days_placed.municipality_code = happened.municipality_code
        and days_placed.placement_group = happened.placement_group
        and days_placed.year = happened.year
