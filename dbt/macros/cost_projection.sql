{# The projection with what readers may see of it: no money by pupils where the number of pupils is hidden. #}
{% macro projection_beside_shown(projection, segregation_rate) -%}
(
    select
        projection.*,
        {%- if are_built([segregation_rate]) %}
        case
            when projection.series <> 'pupil_adjusted' or counted.municipality_code is null or counted.pupils is not null
                then projection.amount_fixed
        end as shown_amount_fixed
        {%- else %}
        projection.amount_fixed as shown_amount_fixed
        {%- endif %}
    from {{ projection }} as projection
    {%- if are_built([segregation_rate]) %}
    left join {{ segregation_rate }} as counted
        on
            projection.municipality_code = counted.municipality_code
            and {{ school_year_of(count_date('projection.year')) }} = counted.school_year
            and counted.district = 'all'
            and counted.denominator_scope = 'municipal_offers'
    {%- endif %}
)
{%- endmacro %}
