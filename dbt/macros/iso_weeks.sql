{# Weekdays and weeks by ISO 8601: a week begins on Monday and belongs to the year of its Thursday. Arithmetic alone, since engines
   differ in what their functions for weeks count from. #}

{# 1 for Monday to 7 for Sunday; 1 January 1900 was a Monday. #}
{% macro iso_weekday(day) -%}
    {%- set days_since = dbt.datediff("cast('1900-01-01' as date)", day, 'day') -%}
    cast(1 + ((({{ days_since }}) % 7) + 7) % 7 as integer)
{%- endmacro %}

{# The week's number, from its Thursday: how many Thursdays of that year there were. #}
{% macro iso_week_of_thursday(thursday) -%}
    {%- set new_year = date_in_year('cast(extract(year from ' ~ thursday ~ ') as integer)', 1, 1) -%}
    cast(1 + floor(({{ days_inclusive(new_year, thursday) }} - 1) / 7) as integer)
{%- endmacro %}

{% macro _name(number, names) -%}
    case {{ number }}
        {%- for name in names %} when {{ loop.index }} then '{{ name }}'{% endfor %} end
{%- endmacro %}

{% macro weekday_name(iso_weekday, language) -%}
    {{ _name(iso_weekday, {
        'da': ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
        'en': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    }[language]) }}
{%- endmacro %}

{% macro month_name(day, language) -%}
    {{ _name('extract(month from ' ~ day ~ ')', {
        'da': ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november',
               'december'],
        'en': ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
               'December'],
    }[language]) }}
{%- endmacro %}
