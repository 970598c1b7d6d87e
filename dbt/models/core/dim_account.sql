-- Functions of the chart of accounts; a function that postings use and the list does not know is labelled so.
with used_functions as (
    select distinct function_code
    from {{ ref('stg_oekonomi') }}
),

codes as (
    select function_code
    from used_functions
    union
    select code as function_code
    from {{ seed('account_function') }}
)

select
    codes.function_code,
    listed.source,
    listed.mark,
    listed.valid_from as valid_from_date,
    listed.valid_to as valid_to_date,
    coalesce(listed.name_da, 'ukendt') as name_da,
    coalesce(listed.name_en, 'unknown') as name_en,
    listed.code is not null as is_known
from codes
left join {{ seed('account_function') }} as listed on codes.function_code = listed.code
