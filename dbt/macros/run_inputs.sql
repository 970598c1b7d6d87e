{# What a run is given from outside: the date of the data cut and, per seed, perhaps a delivered replacement. #}

{# The data cut as a scalar; data, not a variable, so that a new date costs no new parse. #}
{% macro as_of() -%}
    (select run_parameter.as_of from {{ source('run', 'parameter') }} as run_parameter)
{%- endmacro %}

{# A seed, or what the landing folder delivered in its place for this run. #}
{% macro seed(name) -%}
    {%- set shipped = ref(name) -%}
    {%- set delivered = adapter.get_relation(shipped.database, 'seed_override', name) if execute else none -%}
    {{ delivered or shipped }}
{%- endmacro %}
