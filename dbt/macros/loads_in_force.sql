{# Which rows of a register are in force when several periods have been accepted. #}

{# Snapshot sources: a delivery replaces all earlier ones, so only the newest period is in force. #}
{% macro in_newest_period(relation) -%}
    _period = (select max(newest._period) from {{ relation }} as newest)
{%- endmacro %}

{# Sources that redeliver single rows: the newest row of each key is in force where this is 1. #}
{% macro newest_row_rank(keys) -%}
    row_number() over (partition by {{ keys | join(', ') }} order by _period desc)
{%- endmacro %}

{# School-year periods are named by the calendar year in which the school year ends. #}
{% macro school_year_of_period() -%}
    {{ school_year_label("cast(_period as integer) - 1") }}
{%- endmacro %}
