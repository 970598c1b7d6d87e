-- One row per visitation, those that have not started yet among them.
select
    person_key,
    offer_code,
    offer_type,
    is_special,
    offer_instnr,
    paying_municipality_code,
    residence_municipality_code,
    district,
    referring_instnr,
    weekly_hours,
    referral_date,
    decision_date,
    start_date,
    end_date,
    counted_end_date
from {{ ref('int_visitation') }}
