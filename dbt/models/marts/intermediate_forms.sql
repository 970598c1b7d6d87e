-- Children and helårsbørn on the four levels between the general class and the special school, by cluster of schools.
{% set keys = ['person_key', 'municipality_code', 'year', 'cluster', 'level'] %}
with started as (
    select
        visitation.person_key,
        visitation.paying_municipality_code,
        visitation.offer_instnr,
        visitation.start_date,
        visitation.counted_end_date,
        offer.intermediate_level
    from {{ ref('fct_visitation') }} as visitation
    inner join {{ ref('dim_offer_type') }} as offer on visitation.offer_type = offer.offer_type
    where offer.intermediate_level is not null
),

in_year as (
    select
        started.person_key,
        started.paying_municipality_code as municipality_code,
        dim_year.year,
        coalesce(institution.cluster_name, 'unknown') as cluster,
        started.intermediate_level as level,
        greatest(started.start_date, dim_year.first_date) as from_date,
        least(started.counted_end_date, dim_year.last_date) as to_date
    from started
    inner join {{ ref('dim_year') }} as dim_year
        on started.start_date <= dim_year.last_date and started.counted_end_date >= dim_year.first_date
    left join {{ ref('dim_institution') }} as institution
        on
            started.offer_instnr = institution.instnr
            and {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'dim_year.last_date') }}
),

every_cluster as (
    select * from in_year
    union all
    select
        person_key,
        municipality_code,
        year,
        'all' as cluster,
        level,
        from_date,
        to_date
    from in_year
),

unions as (
    {{ union_of_spells('every_cluster', keys) }}
)

select
    unions.municipality_code,
    unions.year,
    unions.cluster,
    unions.level,
    count(distinct unions.person_key) as children,
    cast(sum({{ days_inclusive('unions.from_date', 'unions.to_date') }}) as bigint) as days,
    {{ share('sum(' ~ days_inclusive('unions.from_date', 'unions.to_date') ~ ')', 'dim_year.day_count') }}
        as helaarsboern,
    dim_year.is_provisional
from unions
inner join {{ ref('dim_year') }} as dim_year on unions.year = dim_year.year
group by
    unions.municipality_code,
    unions.year,
    unions.cluster,
    unions.level,
    dim_year.day_count,
    dim_year.is_provisional
