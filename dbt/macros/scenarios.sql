{# A scenario cannot move more out of an offer than is there: an error that names it, never a negative rest. #}

{# Called after the scenarios are built; what stands on them is then not built. #}
{% macro stop_on_overdrawn_scenarios(scenarios) -%}
    {%- if execute -%}
        {%- set overdrawn = run_query(
            'select scenario, from_offer, sum(share_moved) as share_moved from ' ~ scenarios
            ~ ' group by scenario, from_offer having sum(share_moved) > 1 order by scenario, from_offer'
        ) -%}
        {%- set named = [] -%}
        {%- for scenario, from_offer, share_moved in overdrawn.rows -%}
            {%- do named.append(scenario ~ ' moves ' ~ (share_moved | float) ~ ' of ' ~ from_offer) -%}
        {%- endfor -%}
        {%- if named -%}
            {{ exceptions.raise_compiler_error('Scenario: more is moved out of an offer than is there: ' ~ named | join('; ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
