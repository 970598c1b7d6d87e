-- Every pseudonym, with what the latest population snapshot says about the person.
with last_years as (
    select
        person_key,
        max(reference_date) as reference_date
    from {{ ref('dim_person_year') }}
    group by person_key
),

described as (
    select
        person_year.person_key,
        person_year.sex_code,
        person_year.birth_month_date,
        person_year.immigrant_type_code
    from {{ ref('dim_person_year') }} as person_year
    inner join last_years
        on
            person_year.person_key = last_years.person_key
            and person_year.reference_date = last_years.reference_date
)

select
    person.person_key,
    case described.sex_code when 1 then 'male' when 2 then 'female' else 'unknown' end as sex,
    {{ dbt.concat([
        "cast(extract(year from described.birth_month_date) as " ~ dbt.type_string() ~ ")",
        "'-'",
        "lpad(cast(extract(month from described.birth_month_date) as " ~ dbt.type_string() ~ "), 2, '0')",
    ]) }} as birth_year_month,
    case described.immigrant_type_code
        when 1 then 'danish_origin'
        when 2 then 'immigrant'
        when 3 then 'descendant'
        else 'unknown'
    end as immigrant_type
from {{ ref('stg_person') }} as person
left join described on person.person_key = described.person_key
