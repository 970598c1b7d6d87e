-- The share of pupils in general education of whom a risk factor was known on the count date.
with general_pupils as (
    select
        person_key,
        municipality_code,
        school_year,
        count_date
    from {{ ref('fct_pupil_count') }}
    where not is_segregated and in_municipal_offers
),

pupil_counts as (
    select
        municipality_code,
        school_year,
        count(*) as pupils
    from general_pupils
    group by municipality_code, school_year
),

factors as (
    select distinct factor
    from {{ ref('dim_risk_factor') }}
),

-- Every factor has a row wherever there are pupils, also where none of them has it.
finest_counts as (
    select
        pupil_counts.municipality_code,
        pupil_counts.school_year,
        factors.factor,
        0 as pupils_with,
        pupil_counts.pupils
    from pupil_counts
    cross join factors
    union all
    select
        pupil.municipality_code,
        pupil.school_year,
        known.factor,
        count(*) as pupils_with,
        0 as pupils
    from general_pupils as pupil
    inner join {{ ref('fct_risk_factor') }} as known
        on pupil.person_key = known.person_key and pupil.count_date >= known.known_from_date
    group by pupil.municipality_code, pupil.school_year, known.factor
),

every_level as (
    select *
    from finest_counts
    where municipality_code is not null
    union all
    select
        'all' as municipality_code,
        school_year,
        factor,
        pupils_with,
        pupils
    from finest_counts
),

counts as (
    select
        municipality_code,
        school_year,
        factor,
        cast(sum(pupils_with) as bigint) as pupils_with,
        cast(sum(pupils) as bigint) as pupils
    from every_level
    group by municipality_code, school_year, factor
)

select
    municipality_code,
    school_year,
    factor,
    pupils_with,
    pupils,
    {{ share('pupils_with', 'pupils') }} as share
from counts
