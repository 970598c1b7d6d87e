{# One row per combination of the columns: the grain that the model's description states. With `not_empty`, a table without a
   row does not pass either: nothing was loaded, or everything was lost on the way. One test, because each has its price. #}
{% test unique_grain(model, columns, not_empty=false) %}
    select {{ columns | join(', ') }}, count(*) as row_count
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
    {% if not_empty %}
    union all
    select {% for column in columns %}null as {{ column }}, {% endfor %}0 as row_count
    where not exists (select 1 from {{ model }})
    {% endif %}
{% endtest %}
