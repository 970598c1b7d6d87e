{# A sentence about every row of a list that people may deliver: a slip of the pen would otherwise become a figure. #}
{% test holds(model, condition) %}
    select *
    from {{ model }}
    where not coalesce({{ condition }}, true)
{% endtest %}
