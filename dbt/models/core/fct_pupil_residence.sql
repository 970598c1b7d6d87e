-- The municipality of residence of each pupil on each count date: the latest population snapshot on or before it.
-- Counts of pupils by residence that ask nothing else of them read no more than this.
select
    pupil.person_key,
    pupil.school_year,
    pupil.count_year,
    pupil.count_date,
    residence.municipality_code,
    pupil.in_municipal_offers
from {{ ref('fct_enrolment_on_count_date') }} as pupil
left join {{ ref('int_residence_spell') }} as residence
    on
        pupil.person_key = residence.person_key
        and {{ covers('residence.from_date', 'residence.to_date', 'pupil.count_date') }}
