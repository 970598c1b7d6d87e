{# A model can do without some of what it reads: `optional_inputs` in its meta names those models. When one of them waits for a
   source, the model is built all the same, and asks here what there is. The refs stand outside the condition, so that dbt
   knows the order. #}

{# Is every one of these tables there to be read? Built earlier in this run, or standing from the last. #}
{% macro are_built(relations) -%}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- for relation in relations if load_relation(relation) -%}{%- do found.append(relation) -%}{%- endfor -%}
    {%- endif -%}
    {{ return(relations | length == found | length) }}
{%- endmacro %}
