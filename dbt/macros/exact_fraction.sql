{# A quotient of two whole numbers as a decimal, so that sums of it are the same in whatever order the rows come. #}
{% macro exact_fraction(numerator, denominator) -%}
    cast(cast({{ numerator }} as {{ type_double() }}) / ({{ denominator }}) as decimal(18, 12))
{%- endmacro %}
