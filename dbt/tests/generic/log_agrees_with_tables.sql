{# The cells that the log counts as hidden are those that the published tables name as suppressed: a rule that empties a cell
   without naming it, or the other way round, would make a hidden value look like a missing one. #}
{% test log_agrees_with_tables(model) %}
{%- set tables = [] -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.schema == 'published' -%}
        {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
        {%- if relation -%}{%- do tables.append(relation) -%}{%- endif -%}
    {%- endfor -%}
{%- endif -%}
    with named as (
        {% for table in tables %}
        select '{{ table.identifier }}' as table_name, sum({{ list_length('suppressed_measures') }}) as cells
        from {{ table }}
        union all
        {% endfor %}
        select cast(null as {{ dbt.type_string() }}) as table_name, 0 as cells
    ),

    logged as (
        select table_name, sum(cells_hidden) as cells
        from {{ model }}
        group by table_name
    )

    select named.table_name, named.cells as named_cells, logged.cells as logged_cells
    from named
    left join logged on named.table_name = logged.table_name
    where coalesce(named.cells, 0) <> coalesce(logged.cells, 0)
{% endtest %}
