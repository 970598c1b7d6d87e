-- One row per child, institution and enrolment of the year.
select
    person_key,
    year,
    childcare_institution_number,
    enrolled_from_date,
    enrolled_to_date,
    municipality_code,
    offer_code,
    ownership_code,
    age_group_code,
    full_time_units,
    weekly_hours
from {{ ref('stg_boernfb') }}
