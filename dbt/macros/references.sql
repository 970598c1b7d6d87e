{# Which column points to which dimension is declared once, at the column: `meta: {references: dim_x.column}`, or, where there is
   more to say, a dictionary: `to`; `with`, the further columns of the dimension's key and the columns here that go with them;
   `or`, a word that is no member, such as the total 'all'; `where`, the rows that the reference is about. #}

{# Of these models those whose tables are there: name → relation. Asking for each tells dbt the order. #}
{% macro relations_named(names) -%}
    {%- set found = {} -%}
    {%- for name in names -%}
        {%- set relation = ref(name) -%}
        {%- if execute and load_relation(relation) -%}{%- do found.update({name: relation}) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{# The node of a relation of core or marts, whose name may differ from the model's. #}
{% macro node_of(relation) -%}
    {%- set short = 'model.plads.' ~ relation.identifier -%}
    {%- set long = 'model.plads.mart_' ~ relation.identifier -%}
    {{ return(graph.nodes[long] if relation.schema == 'marts' and long in graph.nodes else graph.nodes[short]) }}
{%- endmacro %}

{# The declared references of a model, as a list of dictionaries: name, dimension, columns (there: here), width, or, where. #}
{% macro references_of(node) -%}
    {%- set found = [] -%}
    {%- for column in node.columns.values() -%}
        {%- set said = column.config.meta.references or column.meta.references -%}
        {%- if said -%}
            {%- set said = {'to': said} if said is string else said -%}
            {%- set dimension, key = said.to.split('.') -%}
            {%- set columns = {key: column.name} -%}
            {%- do columns.update(said.get('with', {})) -%}
            {%- do found.append({
                'name': column.name, 'dimension': dimension, 'columns': columns, 'width': columns | length,
                'or': said.get('or'), 'where': said.get('where')
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{# The rows that a reference is about: those that name a member at all. #}
{% macro rows_with_reference(reference) -%}
    {%- set conditions = [] -%}
    {%- for here in reference.columns.values() -%}
        {%- do conditions.append(here ~ ' is not null') -%}
        {%- if reference.or -%}{%- do conditions.append("cast(" ~ here ~ " as " ~ dbt.type_string() ~ ") <> '" ~ reference.or ~ "'") -%}{%- endif -%}
    {%- endfor -%}
    {%- if reference.where -%}{%- do conditions.append(reference.where) -%}{%- endif -%}
    {{ return(conditions | join(' and ')) }}
{%- endmacro %}

{# Every member of a dimension that rows of `readers` name: what no list knows has a row too, so that no join loses a fact.
   `columns`: the dimension's key with its types; `where`: only these of them. A table that is not there names nothing. #}
{% macro members_seen(dimension, columns, readers, where='true') -%}
    {%- for relation in relations_named(readers).values() -%}
            {%- for reference in references_of(node_of(relation)) if reference.dimension == dimension and reference.columns.keys() | sort == columns.keys() | sort %}
    select {% for there in columns %}{{ reference.columns[there] }} as {{ there }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ relation }}
    where {{ rows_with_reference(reference) }}{{ ' and ' ~ (where | replace('{column}', reference.name)) if where != 'true' }}
    union
            {%- endfor -%}
    {%- endfor %}
    select {% for there, type in columns.items() %}cast(null as {{ type }}) as {{ there }}{{ ', ' if not loop.last }}{% endfor %}
    where false
{%- endmacro %}

{# Is the dimension of a line one that has a row for all that rows can name? #}
{% macro is_complete(dimension, relations) -%}
    {%- set complete = ['none'] -%}
    {%- for name, relation in relations.items() if node_of(relation).config.meta.complete -%}{%- do complete.append(name) -%}{%- endfor -%}
    {{ dimension }} in ('{{ complete | join("', '") }}')
{%- endmacro %}

{# A key as one text, so that the members of all dimensions can be looked up at once. #}
{% macro member_text(columns) -%}
    {%- set parts = [] -%}
    {%- for column in columns -%}
        {%- if not loop.first -%}{%- do parts.append("'|'") -%}{%- endif -%}
        {%- do parts.append('cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')') -%}
    {%- endfor -%}
    {{ return(dbt.concat(parts) if parts | length > 1 else parts[0]) }}
{%- endmacro %}

{# Members that the rows of a table name, with the number of rows that name each: few, however many rows there are. One pass over
   the table for all its references, because the planning of a pass each would take longer than the counting. #}
{% macro members_named(relation, references) -%}
    {%- set sets, names, keys, members, rows = [], [], [], [], [] -%}
    {%- for reference in references | sort(attribute='width', reverse=true) -%}
        {%- set here = reference.columns.values() | list -%}
        {%- do sets.append('(' ~ here | join(', ') ~ ')') -%}
        {%- set this_set = 'when grouping(' ~ here | join(') = 0 and grouping(') ~ ') = 0 then ' -%}
        {%- do names.append(this_set ~ "'" ~ reference.name ~ "'") -%}
        {%- do keys.append(this_set ~ "'" ~ key_name(reference) ~ "'") -%}
        {%- do members.append(this_set ~ 'case when ' ~ rows_with_reference(reference) ~ ' then ' ~ member_text(here) ~ ' end') -%}
    {%- endfor -%}
select
    '{{ relation.schema }}' as table_schema,
    '{{ relation.identifier }}' as table_name,
    case {{ names | join(' ') }} end as column_name,
    case {{ keys | join(' ') }} end as dimension_key,
    case {{ members | join(' ') }} end as member,
    count(*) as row_count,
    cast(null as bigint) as missing_count
from {{ relation }}
group by grouping sets ({{ sets | join(', ') }})
{%- endmacro %}

{# The dimension of a reference and the columns of it that are asked. #}
{% macro key_name(reference) -%}
    {{ return(reference.dimension ~ '.' ~ reference.columns.keys() | join(',')) }}
{%- endmacro %}

{# Persons are many: each row looks its own up. So does a reference that is not about every row. #}
{% macro members_looked_up(relation, reference, dimension) -%}
    {%- set key, here = (reference.columns.items() | list)[0] -%}
select
    '{{ relation.schema }}' as table_schema,
    '{{ relation.identifier }}' as table_name,
    '{{ here }}' as column_name,
    '{{ key_name(reference) }}' as dimension_key,
    '' as member,
    count(*) as row_count,
    count(*) - count(known.{{ key }}) as missing_count
from (select {{ here }} from {{ relation }} where {{ rows_with_reference(reference) }}) as named
left join {{ dimension }} as known on named.{{ here }} = known.{{ key }}
{%- endmacro %}

{# Called after the check has counted: names table, column and number of rows, and never a value. #}
{% macro stop_on_missing_members(check) -%}
    {%- if execute -%}
        {%- set broken = run_query(
            "select table_schema || '.' || table_name || '.' || column_name || ': ' || rows_without_member"
            ~ " || ' rows without their member of ' || dimension as said from " ~ check
            ~ ' where is_complete and rows_without_member > 0 order by said'
        ) -%}
        {%- if broken.rows | length > 0 -%}
            {{ exceptions.raise_compiler_error('References: ' ~ broken.columns[0].values() | join('; ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
