{# What disclosure control did to one table, per measure: each published cell is held against the mart's, so that the log tells
   what happened and not what should have. Only whole counts add up to a total that hidden cells can carry a share of. #}

{# One row per measure that can be hidden. Sums are taken in one pass over the table and turned into rows afterwards. #}
{% macro suppression_of_table(table, mart, published, further, keys, measures) -%}
{%- set names = hideable_measures(measures) -%}
select
    '{{ table }}' as table_name,
    measure.measure,
    measure.reason,
    cast(case measure.measure
        {%- for name in names %} when '{{ name }}' then sums.cells_{{ name }}{% endfor %} end as bigint) as cells,
    cast(case measure.measure || measure.kind
        {%- for name in names %} when '{{ name }}own' then sums.cells_hidden_{{ name }}
        {%- if measures[name].kind == 'count' %} - sums.cells_further_{{ name }}
        when '{{ name }}further' then sums.cells_further_{{ name }}{% endif %}{% endfor %} end as bigint) as cells_hidden,
    case measure.measure || measure.kind
        {%- for name in names if measures[name].kind == 'count' %}
        when '{{ name }}own' then {{ share('sums.hidden_' ~ name ~ ' - sums.further_' ~ name, 'sums.total_' ~ name) }}
        when '{{ name }}further' then {{ share('sums.further_' ~ name, 'sums.total_' ~ name) }}
        {%- endfor %}
        when '' then null
    end as hidden_share_of_total
from (
    select
        {%- for name in names %}
        count(mart.{{ name }}) as cells_{{ name }},
        count(case when shown.{{ name }} is null then mart.{{ name }} end) as cells_hidden_{{ name }},
        {%- if measures[name].kind == 'count' %}
        sum(mart.{{ name }}) as total_{{ name }},
        sum(case when shown.{{ name }} is null then mart.{{ name }} else 0 end) as hidden_{{ name }},
        {%- set is_further = "shown." ~ name ~ " is null and further_measures like '%|" ~ name ~ "|%'" if further else "false" %}
        count(case when {{ is_further }} then 1 end) as cells_further_{{ name }},
        sum(case when {{ is_further }} then mart.{{ name }} else 0 end) as further_{{ name }},
        {%- endif %}
        {%- endfor %}
        count(*) as row_count
    from {{ mart }} as mart
    left join {{ published }} as shown
        on {% for key in keys %}{{ 'and ' if not loop.first }}mart.{{ key }} = shown.{{ key }} {% endfor %}
    {%- if further %}
    left join {{ hidden_in(table, further) }} as further on further.further_row_key = {{ row_key(keys, 'mart') }}
    {%- endif %}
) as sums
cross join (
    {%- for name in names %}
    select
        '{{ name }}' as measure,
        'own' as kind,
        '{{ suppression_reason(measures[name], measures, name) }}' as reason
    {%- if measures[name].kind == 'count' %}
    union all
    select '{{ name }}' as measure, 'further' as kind, 'protects another cell' as reason
    {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
) as measure
{%- endmacro %}

{# Why a measure of this kind is hidden, in a word or two. #}
{% macro suppression_reason(rule, measures, name) -%}
    {%- set reasons = {
        'count': 'small count', 'share': 'small numerator or remainder', 'mean': 'mean over few',
        'part': 'follows a hidden measure', 'copy': 'hidden where it comes from', 'index': 'follows a hidden measure',
    } -%}
    {%- set numerators = measures.values() | selectattr('kind', 'equalto', 'share') | map(attribute='numerator') | list -%}
    {{ return(reasons['share'] if name in numerators else reasons[rule.kind]) }}
{%- endmacro %}
