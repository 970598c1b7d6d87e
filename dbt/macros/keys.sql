{# The inputs of every surrogate key, in one place: producer and consumer call the same macro. No clock, no NULL inside a key. #}

{% macro key_inputs(name) -%}
    {%- set registry = {
        'institution_key': ['instnr', 'valid_from_date'],
        'district_key': ['municipality_code', 'district'],
    } -%}
    {%- if name not in registry -%}
        {{ exceptions.raise_compiler_error("no key called '" ~ name ~ "' in macros/keys.sql") }}
    {%- endif -%}
    {{ return(registry[name]) }}
{%- endmacro %}

{# The key as text. `columns` says where an input has another name in the calling model. #}
{% macro surrogate_key(name, columns={}) -%}
    {%- set parts = [] -%}
    {%- for key_input in key_inputs(name) -%}
        {%- if not loop.first -%}{%- do parts.append("'|'") -%}{%- endif -%}
        {%- do parts.append("coalesce(cast(" ~ columns.get(key_input, key_input) ~ " as " ~ dbt.type_string() ~ "), '-')") -%}
    {%- endfor -%}
    {{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}
