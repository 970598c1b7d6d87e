{# Arithmetic and limits that many models share. #}

{% macro type_double() -%}
    {{ return(adapter.dispatch('type_double', 'plads')()) }}
{%- endmacro %}

{% macro default__type_double() -%} double precision {%- endmacro %}

{% macro duckdb__type_double() -%} double {%- endmacro %}

{% macro spark__type_double() -%} double {%- endmacro %}

{# An unrounded fraction; NULL when there is nothing to divide by. #}
{% macro share(numerator, denominator) -%}
    (cast({{ numerator }} as {{ type_double() }}) / nullif({{ denominator }}, 0))
{%- endmacro %}

{# Do the weekly hours make a place special education? Unknown hours do not. #}
{% macro has_special_hours(weekly_hours) -%}
    coalesce({{ weekly_hours }} {{ var('special_education_operator') }} {{ var('special_education_min_hours') }}, false)
{%- endmacro %}

{# Hours in UDSP: the code for unknown as NULL. #}
{% macro known_hours(weekly_hours) -%}
    nullif({{ weekly_hours }}, 99.99)
{%- endmacro %}
