-- Every pseudonym, with what the latest population snapshot says about the person.
with latest_snapshot as (
    select
        person_key,
        max(reference_date) as reference_date
    from {{ ref('stg_bef') }}
    where reference_date <= {{ as_of() }}
    group by person_key
),

described as (
    select
        bef.person_key,
        bef.sex_code,
        bef.birth_date,
        bef.immigrant_type_code
    from {{ ref('stg_bef') }} as bef
    inner join latest_snapshot
        on bef.person_key = latest_snapshot.person_key and bef.reference_date = latest_snapshot.reference_date
)

select
    person.person_key,
    case described.sex_code when 1 then 'male' when 2 then 'female' else 'unknown' end as sex,
    {{ dbt.concat([
        "cast(extract(year from described.birth_date) as " ~ dbt.type_string() ~ ")",
        "'-'",
        "lpad(cast(extract(month from described.birth_date) as " ~ dbt.type_string() ~ "), 2, '0')",
    ]) }} as birth_year_month,
    case described.immigrant_type_code
        when 1 then 'danish_origin'
        when 2 then 'immigrant'
        when 3 then 'descendant'
        else 'unknown'
    end as immigrant_type
from {{ ref('stg_person') }} as person
left join described on person.person_key = described.person_key
