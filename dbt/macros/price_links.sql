{# Fixed prices need every link: a missing (or doubled) one is an error that names it, never a silent 1.0. #}

{# Called after the price dimension is built; what stands on it is then not built. #}
{% macro stop_on_missing_price_links(price_levels) -%}
    {%- if execute -%}
        {%- set unpriced = run_query(
            'select distinct year, price_level from ' ~ price_levels ~ ' where factor is null order by year, price_level'
        ) -%}
        {%- if unpriced.rows | length > 0 -%}
            {%- set links = run_query('select year_from, year_to from ' ~ seed('pl_index')) -%}
            {{ exceptions.raise_compiler_error(
                'Price index: no single chain of links for postings of '
                ~ unpriced.rows | map(attribute=0) | unique | join(', ')
                ~ '; missing or doubled: ' ~ faulty_price_steps(unpriced.rows, links.rows) | join(', ')
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# The steps from a year to the next for which there is not exactly one link. #}
{% macro faulty_price_steps(unpriced, links) -%}
    {%- set faulty = [] -%}
    {%- for year, price_level in unpriced -%}
        {%- for step in range([year, price_level] | min | int, [year, price_level] | max | int) -%}
            {%- set covering = [] -%}
            {%- for year_from, year_to in links if year_from | int == step and year_to | int == step + 1 -%}
                {%- do covering.append(1) -%}
            {%- endfor -%}
            {%- set name = step ~ '-' ~ (step + 1) -%}
            {%- if covering | length != 1 and name not in faulty -%}{%- do faulty.append(name) -%}{%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(faulty | sort) }}
{%- endmacro %}
