-- One row per child born.
select
    person_key,
    period,
    birth_date,
    birth_year,
    birth_outcome_code,
    plurality,
    birth_weight_grams,
    birth_length_cm,
    days_to_registration,
    first_mother_key,
    latest_mother_key,
    first_father_key,
    latest_father_key,
    mother_age,
    father_age,
    mother_relation_code,
    father_relation_code,
    case sex_code when 1 then 'male' when 2 then 'female' else 'unknown' end as sex
from {{ ref('stg_ftbarn') }}
