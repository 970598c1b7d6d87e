{# Addition of fractions depends in the last bit on the order in which they come. A publication has to be repeatable to the bit,
   so they are added in an order that the rows themselves give; `along` orders the rows of a group and has no ties. #}

{% macro repeatable_sum(expression, along) -%}
    {{ return(adapter.dispatch('repeatable_sum', 'plads')(expression, along)) }}
{%- endmacro %}

{% macro default__repeatable_sum(expression, along) -%} sum({{ expression }} order by {{ along }}) {%- endmacro %}

{% macro spark__repeatable_sum(expression, along) -%}
    aggregate(
        array_sort(collect_list(struct({{ along }} as along, {{ expression }} as term))),
        cast(0 as double),
        (total, next) -> total + next.term
    )
{%- endmacro %}
