{# The items of the wellbeing survey as the survey's columns: ['sp01', ..., 'sp40']. #}
{% macro wellbeing_item_codes() -%}
    {%- set codes = [] -%}
    {%- for number in range(1, 41) -%}{%- do codes.append('sp%02d' | format(number)) -%}{%- endfor -%}
    {{ return(codes) }}
{%- endmacro %}

{# How far a mean is from what its bands allow at least and at most, in points: with little room it tells of the bands. #}
{% macro room_of_mean() -%}
    {%- set borders = var('wellbeing_band_borders') -%}
    {%- set lowest, highest = ['band_1'], [borders[0] ~ ' * band_1'] -%}
    {%- for number in [1, 2, 3] -%}
        {%- do lowest.append(borders[number - 1] ~ ' * band_' ~ (number + 1)) -%}
        {%- do highest.append((borders[number] if number < 3 else 5) ~ ' * band_' ~ (number + 1)) -%}
    {%- endfor -%}
    least(mean * respondents - ({{ lowest | join(' + ') }}), {{ highest | join(' + ') }} - mean * respondents)
{%- endmacro %}
