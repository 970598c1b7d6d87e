-- School districts and their cluster, as the main schools of the institution register last named them.
with named as (
    select
        municipality_code,
        district,
        cluster_name,
        row_number() over (
            partition by municipality_code, district
            order by case when cluster_name is null then 1 else 0 end asc, valid_from_date desc, instnr asc
        ) as recency
    from {{ ref('dim_institution') }}
    where district is not null
),

districts as (
    select
        municipality_code,
        district,
        cluster_name
    from named
    where recency = 1
    union all
    select distinct
        municipality_code,
        'unknown' as district,
        cast(null as {{ dbt.type_string() }}) as cluster_name
    from {{ ref('dim_institution') }}
)

select
    {{ surrogate_key('district_key') }} as district_key,
    municipality_code,
    district,
    cluster_name
from districts
