{# The items of the wellbeing survey as the survey's columns: ['sp01', ..., 'sp40']. #}
{% macro wellbeing_item_codes() -%}
    {%- set codes = [] -%}
    {%- for number in range(1, 41) -%}{%- do codes.append('sp%02d' | format(number)) -%}{%- endfor -%}
    {{ return(codes) }}
{%- endmacro %}
