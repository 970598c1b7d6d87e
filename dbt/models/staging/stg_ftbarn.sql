-- Births, one row per child and year of delivery; parents become pseudonyms like the child, from a map with one row per
-- number.
with parent_keys as (
    select
        pnr,
        max(person_key) as person_key
    from {{ source('registers', 'person') }}
    group by pnr
)

select
    person.person_key,
    ftbarn.foed_dag as birth_date,
    cast(ftbarn.foedaar as integer) as birth_year,
    ftbarn.koen as sex_code,
    ftbarn.levende_eller_doedfoedt as birth_outcome_code,
    ftbarn.flerfold as plurality,
    ftbarn.vaegt_barn as birth_weight_grams,
    ftbarn.laengde_barn as birth_length_cm,
    ftbarn.inddag as days_to_registration,
    first_mother.person_key as first_mother_key,
    latest_mother.person_key as latest_mother_key,
    first_father.person_key as first_father_key,
    latest_father.person_key as latest_father_key,
    ftbarn.mor_alder as mother_age,
    ftbarn.far_alder as father_age,
    ftbarn.mor_foed_adop as mother_relation_code,
    ftbarn.far_foed_adop as father_relation_code,
    ftbarn._period as period,
    ftbarn._load_id as load_id
from {{ source('registers', 'ftbarn') }} as ftbarn
left join {{ source('registers', 'person') }} as person on ftbarn.pnr = person.pnr
left join parent_keys as first_mother on ftbarn.mor1 = first_mother.pnr
left join parent_keys as latest_mother on ftbarn.mor2 = latest_mother.pnr
left join parent_keys as first_father on ftbarn.far1 = first_father.pnr
left join parent_keys as latest_father on ftbarn.far2 = latest_father.pnr
