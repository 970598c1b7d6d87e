-- Segregated pupils and pupils in special education as shares of all pupils, by residence and district, in two scopes.
with answered_pupils as (
    select
        pupil.municipality_code,
        pupil.school_year,
        district.district,
        pupil.in_municipal_offers,
        pupil.in_all_schools,
        case when pupil.is_segregated then 1 else 0 end as segregated,
        case when pupil.is_special_education then 1 else 0 end as special_education
    from {{ ref('fct_pupil_count') }} as pupil
    inner join {{ ref('fct_pupil_district') }} as district
        on pupil.person_key = district.person_key and pupil.count_year = district.count_year
    where pupil.is_segregated is not null
),

scoped_pupils as (
    select
        answered_pupils.*,
        'municipal_offers' as denominator_scope
    from answered_pupils
    where answered_pupils.in_municipal_offers
    union all
    select
        answered_pupils.*,
        'all_schools' as denominator_scope
    from answered_pupils
    where answered_pupils.in_all_schools
),

finest_counts as (
    select
        municipality_code,
        school_year,
        district,
        denominator_scope,
        sum(segregated) as segregated,
        sum(special_education) as special_education,
        count(*) as pupils
    from scoped_pupils
    group by municipality_code, school_year, district, denominator_scope
),

every_level as (
    select
        municipality_code,
        school_year,
        district,
        denominator_scope,
        segregated,
        special_education,
        pupils
    from finest_counts
    where municipality_code is not null
    union all
    select
        municipality_code,
        school_year,
        'all' as district,
        denominator_scope,
        segregated,
        special_education,
        pupils
    from finest_counts
    where municipality_code is not null
    union all
    select
        'all' as municipality_code,
        school_year,
        'all' as district,
        denominator_scope,
        segregated,
        special_education,
        pupils
    from finest_counts
),

counts as (
    select
        municipality_code,
        school_year,
        district,
        denominator_scope,
        cast(sum(segregated) as bigint) as segregated,
        cast(sum(special_education) as bigint) as special_education,
        cast(sum(pupils) as bigint) as pupils
    from every_level
    group by municipality_code, school_year, district, denominator_scope
),

rates as (
    select
        *,
        {{ share('segregated', 'pupils') }} as segregation_rate,
        {{ share('special_education', 'pupils') }} as special_education_rate
    from counts
),

own_targets as (
    select distinct municipality_code
    from {{ ref('dim_target') }}
)

select
    rates.municipality_code,
    rates.school_year,
    rates.district,
    rates.denominator_scope,
    rates.segregated,
    rates.special_education,
    rates.pupils,
    rates.segregation_rate,
    rates.special_education_rate,
    decided.target_rate,
    rates.segregation_rate - decided.target_rate as distance_to_target,
    100 * rates.segregation_rate / nullif(first_value(rates.segregation_rate) over (
        partition by rates.municipality_code, rates.district, rates.denominator_scope
        order by rates.school_year
    ), 0) as index_since_first
from rates
left join own_targets on rates.municipality_code = own_targets.municipality_code
left join {{ ref('dim_target') }} as decided
    on
        coalesce(own_targets.municipality_code, 'all') = decided.municipality_code
        and rates.school_year >= decided.valid_from
        and rates.school_year < coalesce(decided.replaced_from, '9999/9999')
