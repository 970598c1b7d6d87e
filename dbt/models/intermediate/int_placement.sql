-- Placement spells: the events that are days placed, with the group of the place and the ground of the placement.
with event as (
    select
        stg_buaf.*,
        {{ as_of() }} as as_of_date
    from {{ ref('stg_buaf') }} as stg_buaf
)

select
    event.person_key,
    event.municipality_code,
    event.course_number,
    event.event_code,
    event.placement_site_code,
    coalesce(placement_group.placement_group, 'unknown') as placement_group,
    event.site_municipality_code,
    event.measure_code,
    event.consent_code,
    coalesce(placement_consent.is_known, false) as is_consent_known,
    coalesce(placement_consent.is_known and placement_consent.is_consent, false) as is_with_consent,
    event.start_date,
    event.end_date,
    case when event.start_date <= event.as_of_date then {{ cut_end('event.end_date', 'event.as_of_date') }} end
        as counted_end_date,
    coalesce(event.end_date <= event.as_of_date, false) as is_ended
from event
inner join {{ seed('placement_event') }} as placement_event
    on event.event_code = placement_event.code and placement_event.is_placement_spell
left join {{ seed('placement_group') }} as placement_group
    on event.placement_site_code between placement_group.code_from and placement_group.code_to
left join {{ seed('placement_consent') }} as placement_consent on event.consent_code = placement_consent.code
