{# The figures that the follow-up sheet can name, one row each, out of the tables that have them. #}

{# Per table: which of its rows are a municipality's own figure, its period, its subject, and per measure the counts behind it. #}
{% macro follow_up_measures() -%}
    {{ return({
        'segregation_rate': {
            'where': "district = 'all'", 'period': 'school_year', 'subject': 'denominator_scope',
            'measures': {'segregation_rate': ['segregated', 'pupils']},
        },
        'absence': {
            'where': "instnr = 'all' and stage = 'all'", 'period': 'school_year', 'subject': "'all'",
            'measures': {'mean_absence': ['null', 'pupils'], 'high_absence_share': ['high_absence_pupils', 'pupils']},
        },
        'school_starters': {
            'where': 'true', 'period': 'school_year', 'subject': "'all'",
            'measures': {'rate': ['segregated', 'starters']},
        },
        'support_decisions': {
            'where': "instnr = 'all'", 'period': 'half_year', 'subject': "'all'",
            'measures': {'decisions_over_nine_hours': ['decisions_over_nine_hours', 'null']},
        },
        'wellbeing_indicator': {
            'where': "instnr = 'all'", 'period': 'school_year', 'subject': 'indicator',
            'measures': {'low_share': ['low', 'respondents']},
        },
        'wellbeing_item': {
            'where': "instnr = 'all'", 'period': 'school_year', 'subject': 'headline',
            'measures': {'headline_share': ['headline_n', 'respondents']},
        },
        'budget_balance': {
            'where': 'true', 'period': 'year', 'subject': "'all'",
            'measures': {'balance': ['null', 'null']},
        },
    }) }}
{%- endmacro %}

{# `tables`: table name → relation, exact or published; what this run could not build gives no row. #}
{% macro follow_up_figures(tables) -%}
    {%- set text = dbt.type_string() -%}
    {%- for table, found in follow_up_measures().items() if are_built([tables[table]]) -%}
    {%- for measure, (numerator, denominator) in found.measures.items() %}
    select
        '{{ table }}' as source_table,
        '{{ measure }}' as measure,
        {{ found.subject }} as subject,
        municipality_code,
        cast({{ found.period }} as {{ text }}) as period,
        cast({{ measure }} as {{ type_double() }}) as figure,
        cast({{ numerator }} as bigint) as numerator,
        cast({{ denominator }} as bigint) as denominator
    from {{ tables[table] }}
    where {{ found.where }}
    union all
    {%- endfor -%}
    {%- endfor %}
    select
        cast(null as {{ text }}) as source_table,
        cast(null as {{ text }}) as measure,
        cast(null as {{ text }}) as subject,
        cast(null as {{ text }}) as municipality_code,
        cast(null as {{ text }}) as period,
        cast(null as {{ type_double() }}) as figure,
        cast(null as bigint) as numerator,
        cast(null as bigint) as denominator
    where false
{%- endmacro %}

{# The newest month of a follow-up that has come, as '2025-11'. #}
{% macro follow_up_month(day, month) -%}
    {%- set year = 'extract(year from ' ~ day ~ ') - case when extract(month from ' ~ day ~ ') < ' ~ month ~ ' then 1 else 0 end' -%}
    {{ dbt.concat([
        'cast(cast(' ~ year ~ ' as integer) as ' ~ dbt.type_string() ~ ')',
        "case when " ~ month ~ " < 10 then '-0' else '-' end",
        'cast(' ~ month ~ ' as ' ~ dbt.type_string() ~ ')',
    ]) }}
{%- endmacro %}

{# The sheet with what the published tables show of each of its figures beside it, as shown_<column>. #}
{% macro follow_up_beside_shown(sheet, tables) -%}
(
    with figures as (
        {{ follow_up_figures(tables) }}
    )

    select
        sheet.*,
        newest.figure as shown_value,
        newest.numerator as shown_numerator,
        newest.denominator as shown_denominator,
        previous.figure as shown_previous_value,
        national.figure as shown_national_value
    from {{ sheet }} as sheet
    {% for name, period, municipality in [
        ('newest', 'period', 'sheet.municipality_code'),
        ('previous', 'previous_period', 'sheet.municipality_code'),
        ('national', 'period', "'all'"),
    ] %}
    left join figures as {{ name }}
        on
            sheet.source_table = {{ name }}.source_table
            and sheet.measure = {{ name }}.measure
            and sheet.subject = {{ name }}.subject
            and sheet.{{ period }} = {{ name }}.period
            and {{ name }}.municipality_code = {{ municipality }}
    {%- endfor %}
)
{%- endmacro %}
