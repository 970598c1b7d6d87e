{# Sets of calendar months as whole numbers with a bit for each: they unite across groups, where counted distinct months would
   have to be counted from the first rows again. #}

{# The months of the date among the rows of the group that fulfil the condition. #}
{% macro month_set(date, condition) -%}
    bit_or(case when {{ condition }} then {{ month_bit(date) }} else 0 end)
{%- endmacro %}

{% macro month_bit(date) -%} {{ return(adapter.dispatch('month_bit', 'plads')(date)) }} {%- endmacro %}
{% macro default__month_bit(date) -%} (1 << cast(extract(month from {{ date }}) as integer)) {%- endmacro %}
{% macro spark__month_bit(date) -%} shiftleft(1, cast(extract(month from {{ date }}) as integer)) {%- endmacro %}

{# How many months a set holds. #}
{% macro month_count(months) -%} {{ return(adapter.dispatch('month_count', 'plads')(months)) }} {%- endmacro %}
{% macro default__month_count(months) -%} bit_count(cast({{ months }} as bit(16))) {%- endmacro %}
{% macro duckdb__month_count(months) -%} bit_count({{ months }}) {%- endmacro %}
{% macro spark__month_count(months) -%} bit_count({{ months }}) {%- endmacro %}
