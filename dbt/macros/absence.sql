{# Does a shown mean leave less room than the threshold for how many have high absence? Each has more than the limit, so
   they are at most pupils x mean / limit, if all are counted for as many days; a fifth more, as they are not quite. #}
{% macro few_can_be_high() -%}
    100 * pupils * mean_absence < 1.2 * {{ suppression_limit() + 1 }} * {{ var('high_absence_percent') }}
{%- endmacro %}
