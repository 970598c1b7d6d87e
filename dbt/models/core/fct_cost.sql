-- One row per posting, in the prices of its year and in the two price levels that figures use.
{% set fixed = 'decimal(28, 10)' %}
select
    posting.source_period,
    posting.posting_id,
    posting.municipality_code,
    cast(posting.year as integer) as year,
    cast(posting.month as integer) as month,
    posting.kind,
    posting.area,
    posting.function_code,
    posting.operation_code,
    coalesce(operation_kind.is_running_cost, false) as is_running_cost,
    posting.ownership_code,
    posting.grouping_code,
    coalesce(posting.offer_code, 'unknown') as offer_type,
    posting.instnr,
    cast(posting.amount_current as decimal(18, 6)) as amount_current,
    cast(posting.amount_current * cast(price.factor as {{ type_double() }}) as {{ fixed }}) as amount_fixed,
    cast(posting.amount_current * cast(balance_price.factor as {{ type_double() }}) as {{ fixed }})
        as amount_balance_fixed
from {{ ref('stg_oekonomi') }} as posting
left join {{ seed('operation_kind') }} as operation_kind on posting.operation_code = operation_kind.code
inner join {{ ref('dim_price_level') }} as price
    on posting.year = price.year and price.price_level = {{ var('price_level') }}
inner join {{ ref('dim_price_level') }} as balance_price
    on posting.year = balance_price.year and balance_price.price_level = {{ var('balance_price_level') }}
