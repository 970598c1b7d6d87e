{# A table without a row never passes: nothing was loaded, or everything was lost on the way. #}
{% test not_empty(model) %}
    select 'no row' as fault
    where not exists (select 1 from {{ model }})
{% endtest %}
