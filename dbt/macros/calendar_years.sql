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

{# Months counted through from the year 0, so that months of different years can be subtracted. #}
{% macro month_number(day) -%}
    (12 * extract(year from {{ day }}) + extract(month from {{ day }}))
{%- endmacro %}

{# '2026H1' from any day of the half-year. #}
{% macro half_year(day) -%}
    {{ dbt.concat([
        "cast(extract(year from " ~ day ~ ") as " ~ dbt.type_string() ~ ")",
        "case when extract(month from " ~ day ~ ") <= 6 then 'H1' else 'H2' end",
    ]) }}
{%- endmacro %}
