-- Pupils in general education by probability of being segregated on the next count date, in ten bins, none left out.
{{ config(tags=['risk_model']) }}
with bins as (
    {{ numbers(1) }}
),

counted as (
    select
        municipality_code,
        school_year,
        main_instnr as instnr,
        bin,
        pupils
    from {{ ref('fct_risk_bin') }}
    union all
    select
        municipality_code,
        school_year,
        'all' as instnr,
        bin,
        pupils
    from {{ ref('fct_risk_bin') }}
),

groups_of_pupils as (
    select
        municipality_code,
        school_year,
        instnr,
        sum(pupils) as group_size
    from counted
    group by municipality_code, school_year, instnr
),

pupils_in_bin as (
    select
        municipality_code,
        school_year,
        instnr,
        bin,
        sum(pupils) as pupils
    from counted
    group by municipality_code, school_year, instnr, bin
)

select
    groups_of_pupils.municipality_code,
    groups_of_pupils.school_year,
    groups_of_pupils.instnr,
    cast(bins.number as integer) as bin,
    cast(coalesce(pupils_in_bin.pupils, 0) as bigint) as pupils,
    cast(groups_of_pupils.group_size as bigint) as group_size,
    {{ share('coalesce(pupils_in_bin.pupils, 0)', 'groups_of_pupils.group_size') }} as share
from groups_of_pupils
cross join bins
left join pupils_in_bin
    on
        groups_of_pupils.municipality_code = pupils_in_bin.municipality_code
        and groups_of_pupils.school_year = pupils_in_bin.school_year
        and groups_of_pupils.instnr = pupils_in_bin.instnr
        and bins.number = pupils_in_bin.bin
