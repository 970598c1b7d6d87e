-- Measures for children and young people: one row per code and validity span, with the group that the marts show.
-- A code of the official range without a text has a row too, so that every delivered code has a name.
with code_numbers as (
    {{ numbers(3) }}
),

textless_codes as (
    select cast(number as {{ dbt.type_string() }}) as code
    from code_numbers
    where number between 100 and 499
    except
    select code
    from {{ seed('measure') }}
),

measures as (
    select
        code,
        name_da,
        name_en,
        source,
        mark,
        valid_from,
        valid_to,
        true as is_known
    from {{ seed('measure') }}
    union all
    select
        code,
        'ukendt' as name_da,
        'unknown' as name_en,
        cast(null as {{ dbt.type_string() }}) as source,
        cast(null as {{ dbt.type_string() }}) as mark,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        false as is_known
    from textless_codes
)

select
    measures.code as measure_code,
    measures.name_da,
    measures.name_en,
    measure_group.measure_group,
    measures.is_known,
    measures.source,
    measures.mark,
    measures.valid_from as valid_from_date,
    measures.valid_to as valid_to_date
from measures
left join {{ seed('measure_group') }} as measure_group
    on measures.code between measure_group.code_from and measure_group.code_to
