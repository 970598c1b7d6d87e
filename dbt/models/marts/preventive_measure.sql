-- Preventive measures per acting municipality, year and group of measures.
with measure_in_year as (
    select
        fct_measure.municipality_code,
        fct_measure.measure_group,
        fct_measure.person_key,
        dim_year.year,
        dim_year.is_provisional,
        case when fct_measure.start_date >= dim_year.first_date then 1 else 0 end as is_started,
        case when coalesce(fct_measure.end_date, dim_year.cut_date) >= dim_year.cut_date then 1 else 0 end
            as is_active_at_year_end
    from {{ ref('fct_measure') }} as fct_measure
    inner join {{ ref('dim_year') }} as dim_year
        on
            fct_measure.start_date <= dim_year.cut_date
            and (fct_measure.end_date is null or fct_measure.end_date >= dim_year.first_date)
    where fct_measure.measure_group is not null
)

select
    municipality_code,
    year,
    measure_group,
    cast(count(distinct person_key) as bigint) as children,
    cast(sum(is_started) as bigint) as started,
    cast(sum(is_active_at_year_end) as bigint) as active_end_of_year,
    is_provisional
from measure_in_year
group by municipality_code, year, measure_group, is_provisional
