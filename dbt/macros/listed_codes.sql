{# A dimension of an open code list: the codes of the seed, and those that were delivered without being in it. #}
{% macro listed_codes(seed_name, code_column, delivered) -%}
with codes as (
    select {{ code_column }}
    from {{ delivered }}
    union
    select code as {{ code_column }}
    from {{ seed(seed_name) }}
)

select
    codes.{{ code_column }},
    listed.source,
    listed.mark,
    listed.valid_from as valid_from_date,
    listed.valid_to as valid_to_date,
    coalesce(listed.name_da, 'ukendt') as name_da,
    coalesce(listed.name_en, 'unknown') as name_en,
    listed.code is not null as is_known
from codes
left join {{ seed(seed_name) }} as listed on codes.{{ code_column }} = listed.code
{%- endmacro %}
