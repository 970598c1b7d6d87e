{# Spells: both ends count, an open end is NULL, and no day after the data cut counts. #}

{# Days in a closed spell; the same day twice is one day. #}
{% macro days_inclusive(from_date, to_date) -%}
    ({{ dbt.datediff(from_date, to_date, 'day') }} + 1)
{%- endmacro %}

{# A day some days later (earlier when negative), still a date. #}
{% macro add_days(day, day_count) -%}
    cast({{ dbt.dateadd('day', day_count, day) }} as date)
{%- endmacro %}

{# The last day that counts: the end, or the cut when the spell is open or ends later. #}
{% macro cut_end(to_date, cut_date) -%}
    least(coalesce({{ to_date }}, {{ cut_date }}), {{ cut_date }})
{%- endmacro %}

{# Is the day inside the spell? Two plain comparisons, so that an engine can use them beside the equal keys of a join. #}
{% macro covers(from_date, to_date, day) -%}
    {{ from_date }} <= {{ day }}
    and coalesce({{ to_date }}, cast('9999-12-31' as date)) >= {{ day }}
{%- endmacro %}

{# An open end in any of its written forms as NULL. #}
{% macro open_end(to_date) -%}
    nullif({{ to_date }}, cast('9999-12-31' as date))
{%- endmacro %}

{# Overlapping or touching spells of the same keys as one spell (gaps and islands): a day then counts once.
   Reads `relation` (a table or CTE), whose ends must be closed, and gives keys, from_date, to_date. #}
{% macro union_of_spells(relation, keys, from_date='from_date', to_date='to_date') -%}
    {%- set key_list = keys | join(', ') -%}
    select
        {{ key_list }},
        min({{ from_date }}) as {{ from_date }},
        max({{ to_date }}) as {{ to_date }}
    from (
        select
            {{ key_list }},
            {{ from_date }},
            {{ to_date }},
            sum(starts_island) over (
                partition by {{ key_list }}
                order by {{ from_date }}, {{ to_date }}
                rows between unbounded preceding and current row
            ) as island
        from (
            select
                {{ key_list }},
                {{ from_date }},
                {{ to_date }},
                case
                    when {{ from_date }} <= {{ add_days(seen_until(keys, from_date, to_date), 1) }} then 0
                    else 1
                end as starts_island
            from {{ relation }}
            where {{ from_date }} <= {{ to_date }}
        ) as marked_spells
    ) as islands
    group by {{ key_list }}, island
{%- endmacro %}

{# The last day of all earlier spells of the same keys. #}
{% macro seen_until(keys, from_date, to_date) -%}
    max({{ to_date }}) over (
        partition by {{ keys | join(', ') }}
        order by {{ from_date }}, {{ to_date }}
        rows between unbounded preceding and 1 preceding
    )
{%- endmacro %}
