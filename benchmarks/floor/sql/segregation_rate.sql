-- Segregated pupils and pupils in special education as shares of all, in two scopes.
create table segregation_rate as
with scope as (
    from (values
        ('municipal_offers', ['folkeskole', 'kommunal_ungdomsskole', 'specialskole', 'dagbehandling', 'intern_skole']),
        (
            'all_schools',
            [
                'folkeskole', 'kommunal_ungdomsskole', 'specialskole', 'dagbehandling', 'intern_skole', 'privatskole',
                'efterskole'
            ]
        )
    ) as scopes (denominator_scope, kinds)
),

counted as (
    select kom, school_year, distrikt, insttype, count(*) as pupils,
        count(*) filter (is_segregated) as segregated, count(*) filter (is_special_education) as special_education
    from pupil
    group by all
),

rolled as (
    select
        case when grouping(kom) = 1 then 'all' else kom end as municipality_code,
        school_year,
        case when grouping(distrikt) = 1 then 'all' else distrikt end as district,
        denominator_scope,
        sum(segregated)::bigint as segregated,
        sum(special_education)::bigint as special_education,
        sum(pupils)::bigint as pupils
    from counted
    inner join scope on list_contains(kinds, insttype)
    group by grouping sets (
        (kom, school_year, distrikt, denominator_scope),
        (kom, school_year, denominator_scope),
        (school_year, denominator_scope)
    )
    having municipality_code is not null
),

target_of as (
    select year_row.municipality_code, year_row.school_year, arg_max(target.rate, target.valid_from) as rate
    from (select distinct municipality_code, school_year from rolled) as year_row
    inner join target
        on
            target.valid_from <= year_row.school_year
            and target.municipality_code = case
                when year_row.municipality_code in (select own.municipality_code from target as own)
                    then year_row.municipality_code
                else 'all'
            end
    group by all
)

select
    rolled.*,
    segregated / pupils as segregation_rate,
    special_education / pupils as special_education_rate,
    100 * segregation_rate / nullif(first_value(segregated / pupils) over (
        partition by municipality_code, district, denominator_scope order by school_year
    ), 0) as index_since_first,
    target_of.rate as target_rate,
    segregation_rate - target_of.rate as distance_to_target
from rolled
left join target_of using (municipality_code, school_year);
