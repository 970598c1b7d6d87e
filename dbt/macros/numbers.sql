{# The whole numbers from 0 up to, not including, a power of ten; in every dialect. #}
{% macro numbers(digit_count) -%}
    select
        {% for place in range(digit_count) -%}
        {{ 10 ** place }} * digit_{{ place }}.digit{{ ' +' if not loop.last }}
        {% endfor -%}
        as number
    from
        {% for place in range(digit_count) -%}
        {{ 'cross join ' if not loop.first }}(
            {%- for digit in range(10) %}select {{ digit }} as digit{{ ' union all ' if not loop.last }}{% endfor -%}
        ) as digit_{{ place }}
        {% endfor -%}
{%- endmacro %}

{# First and last year of the calendar tables. #}
{% macro first_calendar_year() -%} 1980 {%- endmacro %}

{% macro last_calendar_year() -%} 2049 {%- endmacro %}
