{# Tables are called what the output contract calls them. The prefixes mart_ and published_ belong to the model's name alone:
   they keep a table apart from the published table, or the seed, of the same name. #}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif node.resource_type == 'model' and node.name.startswith('mart_') -%}
        {{ node.name[('mart_' | length):] }}
    {%- elif node.resource_type == 'model' and node.name.startswith('published_') -%}
        {{ node.name[('published_' | length):] }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
