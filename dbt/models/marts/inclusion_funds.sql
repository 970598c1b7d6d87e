-- Funds for inclusion per main school and pupil, and what is left of them when places in special offers are paid.
with funds as (
    select
        municipality_code,
        year,
        main_instnr as instnr,
        sum(case when pool = 'inklusionspulje' then amount_current else 0 end) as inklusionspulje,
        sum(case when pool = 'stoettetimer' then amount_current else 0 end) as stoettetimer,
        sum(case when pool = 'enhedstakst_udlagt' then amount_current else 0 end) as enhedstakst_udlagt,
        sum(case when pool = 'enhedstakst_betalt' then amount_current else 0 end) as enhedstakst_betalt
    from {{ ref('fct_funding') }}
    group by municipality_code, year, main_instnr
),

pupils_of_school as (
    select
        main_instnr,
        count_year,
        count(*) as pupils
    from {{ ref('fct_enrolment_on_count_date') }}
    group by main_instnr, count_year
),

schools as (
    select
        funds.*,
        funds.inklusionspulje + funds.stoettetimer + funds.enhedstakst_udlagt - funds.enhedstakst_betalt as unbound,
        case when school_year.is_counted then coalesce(pupils_of_school.pupils, 0) end as pupils
    from funds
    left join {{ ref('dim_school_year') }} as school_year on funds.year = school_year.start_year
    left join pupils_of_school
        on funds.instnr = pupils_of_school.main_instnr and funds.year = pupils_of_school.count_year
),

schools_and_total as (
    select
        municipality_code,
        year,
        instnr,
        inklusionspulje,
        stoettetimer,
        enhedstakst_udlagt,
        enhedstakst_betalt,
        unbound,
        pupils
    from schools
    union all
    select
        municipality_code,
        year,
        'all' as instnr,
        sum(inklusionspulje) as inklusionspulje,
        sum(stoettetimer) as stoettetimer,
        sum(enhedstakst_udlagt) as enhedstakst_udlagt,
        sum(enhedstakst_betalt) as enhedstakst_betalt,
        sum(unbound) as unbound,
        sum(pupils) as pupils
    from schools
    group by municipality_code, year
)

select
    municipality_code,
    year,
    instnr,
    cast(inklusionspulje as decimal(18, 6)) as inklusionspulje,
    cast(stoettetimer as decimal(18, 6)) as stoettetimer,
    cast(enhedstakst_udlagt as decimal(18, 6)) as enhedstakst_udlagt,
    cast(enhedstakst_betalt as decimal(18, 6)) as enhedstakst_betalt,
    cast(unbound as decimal(18, 6)) as unbound,
    cast(pupils as bigint) as pupils,
    {{ share('inklusionspulje', 'pupils') }} as inclusion_per_pupil,
    {{ share('unbound', 'pupils') }} as unbound_per_pupil
from schools_and_total
