{# What an institution is on a day: its main school, and the municipality, district and name that go with it. #}

{# One row per institution and count date that its span covers. #}
{% macro institutions_on_count_dates() -%}
    select
        institution.instnr,
        institution.main_instnr,
        institution.municipality_code,
        institution.district,
        institution.institution_name,
        institution.institution_type,
        school_year.school_year,
        school_year.start_year
    from {{ ref('dim_institution') }} as institution
    inner join {{ ref('dim_school_year') }} as school_year
        on {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'school_year.count_date') }}
{%- endmacro %}
