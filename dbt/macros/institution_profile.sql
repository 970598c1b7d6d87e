{# The parts of the institution profile: figures of other tables, put beside each other by municipality, main school and school year. #}

{# Per part: the table, which of its rows, its school year, and for each column of the profile the column and type that it is. A
   calendar year belongs to the school year that begins in it, as the pupils of a calendar year do. `place`: the part says of the
   school's district what it says. #}
{% macro profile_parts() -%}
    {%- set number = type_double() -%}
    {%- set half_year_start = 'cast(substr(half_year, 1, 4) as integer)' -%}
    {{ return({
        'absence': {
            'table': 'absence', 'where': "stage = 'all'", 'school_year': 'school_year', 'columns': {
                'absence_pupils': ['pupils', 'bigint'], 'mean_absence': ['mean_absence', number],
                'high_absence_pupils': ['high_absence_pupils', 'bigint'],
                'high_absence_share': ['high_absence_share', number],
            },
        },
        'wellbeing': {
            'table': 'wellbeing_indicator', 'where': "indicator = 'general'", 'school_year': 'school_year', 'columns': {
                'wellbeing_respondents': ['respondents', 'bigint'], 'wellbeing_mean': ['mean', number],
                'low_wellbeing': ['low', 'bigint'], 'low_wellbeing_share': ['low_share', number],
            },
        },
        'academic': {
            'table': 'wellbeing_indicator', 'where': "indicator = 'faglig'", 'school_year': 'school_year', 'columns': {
                'academic_respondents': ['respondents', 'bigint'], 'low_academic': ['low', 'bigint'],
                'low_academic_share': ['low_share', number],
            },
        },
        'school_joy': {
            'table': 'wellbeing_item', 'where': "headline = 'school_joy'", 'school_year': 'school_year', 'columns': {
                'school_joy_respondents': ['respondents', 'bigint'], 'school_joy': ['headline_n', 'bigint'],
                'school_joy_share': ['headline_share', number],
            },
        },
        'bullying': {
            'table': 'wellbeing_item', 'where': "headline = 'bullying'", 'school_year': 'school_year', 'columns': {
                'bullying_respondents': ['respondents', 'bigint'], 'bullied': ['headline_n', 'bigint'],
                'bullied_share': ['headline_share', number],
            },
        },
        'funds': {
            'table': 'inclusion_funds', 'where': 'true', 'school_year': school_year_label('year'), 'columns': {
                'inclusion_pool': ['inklusionspulje', 'decimal(18, 6)'], 'unbound_funds': ['unbound', 'decimal(18, 6)'],
                'funded_pupils': ['pupils', 'bigint'], 'inclusion_per_pupil': ['inclusion_per_pupil', number],
                'unbound_per_pupil': ['unbound_per_pupil', number],
            },
        },
        'personnel': {
            'table': 'personnel', 'place': 'district', 'where': "unit = 'distrikt'",
            'school_year': school_year_label('year'), 'columns': {
                'district_heads': ['heads', 'decimal(18, 6)'], 'district_full_time': ['full_time', 'decimal(18, 6)'],
            },
        },
        'autumn': {
            'table': 'support_decisions', 'where': "half_year like '%H2'",
            'school_year': school_year_label(half_year_start), 'columns': {
                'autumn_decisions': ['decisions', 'bigint'],
                'autumn_decisions_over_nine_hours': ['decisions_over_nine_hours', 'bigint'],
            },
        },
        'spring': {
            'table': 'support_decisions', 'where': "half_year like '%H1'",
            'school_year': school_year_label(half_year_start ~ ' - 1'), 'columns': {
                'spring_decisions': ['decisions', 'bigint'],
                'spring_decisions_over_nine_hours': ['decisions_over_nine_hours', 'bigint'],
            },
        },
        'risk': {
            'table': 'risk_distribution', 'where': 'bin = 0', 'school_year': 'school_year', 'columns': {
                'risk_pupils': ['group_size', 'bigint'], 'lowest_risk': ['pupils', 'bigint'],
                'lowest_risk_share': ['share', number],
            },
        },
    }) }}
{%- endmacro %}

{# The columns of all parts, in order: name → part. #}
{% macro profile_columns() -%}
    {%- set columns = {} -%}
    {%- for part, found in profile_parts().items() -%}
        {%- for name in found.columns -%}{%- do columns.update({name: part}) -%}{%- endfor -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}

{# One part's rows. `tables`: table name → relation, exact or published; what this run could not build has no row. #}
{% macro profile_part(part, tables) -%}
    {%- set found = profile_parts()[part] -%}
    {%- set built = are_built([tables[found.table]]) -%}
    {%- set text, place = dbt.type_string(), found.place or 'instnr' -%}
    select
        {%- for name, (column, type) in found.columns.items() %}
        cast({{ column if built else 'null' }} as {{ type }}) as {{ name }},
        {%- endfor %}
        {%- for key, column in [('municipality_code', 'municipality_code'), (place, place), ('school_year', found.school_year)] %}
        cast({{ column if built else 'null' }} as {{ text }}) as {{ key }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if built %}
    from {{ tables[found.table] }}
    where {{ place }} <> 'all' and {{ found.where }}
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}

{# One count of pupils per main school and school year, from a table with a row per pupil. #}
{% macro profile_pupils(relation, name, count, where) -%}
    {%- set built = are_built([relation]) -%}
    {%- set text = dbt.type_string() -%}
    select
        cast({{ 'institution_municipality_code' if built else 'null' }} as {{ text }}) as municipality_code,
        cast({{ 'main_instnr' if built else 'null' }} as {{ text }}) as instnr,
        cast({{ 'school_year' if built else 'null' }} as {{ text }}) as school_year,
        cast({{ count if built else 'null' }} as bigint) as {{ name }}
    {%- if built %}
    from {{ relation }}
    where {{ where }}
    group by institution_municipality_code, main_instnr, school_year
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}

{# Name, kind and place of every institution on every count date. #}
{% macro profile_institutions(relation) -%}
    {%- set spans = institutions_on_count_dates() -%}
    {%- if are_built([relation]) -%}
    {{ spans }}
    {%- else -%}
    {%- set text = dbt.type_string() -%}
    select
        {%- for name in ['instnr', 'school_year', 'municipality_code', 'institution_name', 'institution_type', 'district'] %}
        cast(null as {{ text }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
    {%- endif %}
{%- endmacro %}

{# The profile with what the published tables show of each of its figures beside it, as shown_<column>. #}
{% macro profile_beside_shown(profile, tables) -%}
(
    with
    {% for part in profile_parts() %}
    {{ part }} as ({{ profile_part(part, tables) }}){{ ',' if not loop.last }}
    {%- endfor %}
    select
        {% for name, part in profile_columns().items() %}
        {{ part }}.{{ name }} as shown_{{ name }},
        {%- endfor %}
        profile.*
    from {{ profile }} as profile
    {% for part, found in profile_parts().items() %}
    left join {{ part }}
        on
            profile.municipality_code = {{ part }}.municipality_code
            and profile.{{ found.place or 'instnr' }} = {{ part }}.{{ found.place or 'instnr' }}
            and profile.school_year = {{ part }}.school_year
    {%- endfor %}
)
{%- endmacro %}
