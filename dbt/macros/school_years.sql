{# School years are named by two calendar years; they run from 1 August to 31 July and are counted on the count date. #}

{# '2022/2023' from 2022. #}
{% macro school_year_label(start_year) -%}
    {{ dbt.concat([
        "cast(" ~ start_year ~ " as " ~ dbt.type_string() ~ ")",
        "'/'",
        "cast(" ~ start_year ~ " + 1 as " ~ dbt.type_string() ~ ")",
    ]) }}
{%- endmacro %}

{# 2022 from any day of 2022/2023. #}
{% macro school_year_start(day) -%}
    (extract(year from {{ day }}) - case when extract(month from {{ day }}) < 8 then 1 else 0 end)
{%- endmacro %}

{# '2022/2023' from any day in it. #}
{% macro school_year_of(day) -%}
    {{ school_year_label("cast(" ~ school_year_start(day) ~ " as integer)") }}
{%- endmacro %}

{# A date from a year and a fixed month and day. #}
{% macro date_in_year(year, month, day) -%}
    cast({{ dbt.concat(["cast(" ~ year ~ " as " ~ dbt.type_string() ~ ")", "'-%02d-%02d'" | format(month | int, day | int)]) }} as date)
{%- endmacro %}

{# 30 September 2022 (or what the run says) from 2022. #}
{% macro count_date(start_year) -%}
    {{ date_in_year(start_year, var('count_date_month'), var('count_date_day')) }}
{%- endmacro %}

{# The count date as month and day in one number, to compare without building a date per row. #}
{% macro month_day(day) -%}
    (100 * extract(month from {{ day }}) + extract(day from {{ day }}))
{%- endmacro %}

{# The year of the first count date on or after a day, and of the last on or before it. #}
{% macro count_year_from(day) -%}
    cast(
        extract(year from {{ day }})
        + case when {{ month_day(day) }} > {{ 100 * var('count_date_month') + var('count_date_day') }} then 1 else 0 end
        as integer
    )
{%- endmacro %}

{% macro count_year_until(day) -%}
    cast(
        extract(year from {{ day }})
        - case when {{ month_day(day) }} < {{ 100 * var('count_date_month') + var('count_date_day') }} then 1 else 0 end
        as integer
    )
{%- endmacro %}
