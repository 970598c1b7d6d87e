{# Figures by calendar year: spells are cut at New Year by joining the years that they touch, never by writing out days. #}

{# Days and helårsbørn per year of the spells in `relation`, which must be unions (a day once per keys) and closed. #}
{% macro days_by_year(relation, keys, where='true') -%}
    {%- set qualified = [] -%}
    {%- for key in keys -%}{%- do qualified.append('spells.' ~ key) -%}{%- endfor -%}
    select
        {{ qualified | join(', ') }},
        years.year,
        cast(sum({{ days_inclusive(
            'greatest(spells.from_date, years.first_date)', 'least(spells.to_date, years.last_date)'
        ) }}) as integer) as days,
        years.day_count
    from {{ relation }} as spells
    inner join {{ ref('dim_year') }} as years
        on spells.from_date <= years.last_date and spells.to_date >= years.first_date
    where {{ where }}
    group by {{ qualified | join(', ') }}, years.year, years.day_count
{%- endmacro %}
