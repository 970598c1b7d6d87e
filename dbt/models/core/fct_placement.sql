-- One row per placement spell.
select
    person_key,
    municipality_code,
    course_number,
    event_code,
    placement_site_code,
    placement_group,
    site_municipality_code,
    measure_code,
    consent_code,
    is_consent_known,
    is_with_consent,
    start_date,
    end_date,
    counted_end_date,
    is_ended
from {{ ref('int_placement') }}
