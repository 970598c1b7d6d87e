-- Placement spells that have begun, once in their own group of places and once in all groups together.
with begun as (
    select
        person_key,
        municipality_code,
        placement_group,
        course_number,
        event_code,
        start_date as from_date,
        counted_end_date as to_date,
        is_ended,
        is_consent_known,
        is_with_consent
    from {{ ref('int_placement') }}
    where counted_end_date is not null
)

select * from begun
union all
select
    person_key,
    municipality_code,
    'all' as placement_group,
    course_number,
    event_code,
    from_date,
    to_date,
    is_ended,
    is_consent_known,
    is_with_consent
from begun
