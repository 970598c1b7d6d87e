-- Targets for the segregation rate with the school year that replaces them, per municipality and for all.
select
    municipality_code,
    valid_from,
    lead(valid_from) over (partition by municipality_code order by valid_from) as replaced_from,
    cast(rate as {{ type_double() }}) as target_rate
from {{ seed('target') }}
