-- Risk factors and the register entries that make them.
select
    factor,
    name_da,
    name_en,
    register,
    code_from,
    code_to,
    source,
    mark
from {{ seed('risk_factor') }}
