-- Each respondent's answers to the wellbeing survey side by side, with the main school as it was on the count date.
with
institution_on_count_date as (
    select
        institution.instnr,
        institution.main_instnr,
        institution.municipality_code,
        school_year.school_year
    from {{ ref('dim_institution') }} as institution
    inner join {{ ref('dim_school_year') }} as school_year
        on {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'school_year.count_date') }}
)

select
    survey.respondent_key,
    survey.school_year,
    survey.sex_code,
    survey.instnr,
    {% for item in wellbeing_item_codes() %}
    cast(survey.{{ item }} as smallint) as {{ item }},
    {% endfor %}
    cast(survey.grade as integer) as grade,
    survey.grade between {{ var('wellbeing_first_grade') }} and {{ var('wellbeing_last_grade') }} as is_indicator_grade,
    coalesce(institution.main_instnr, survey.instnr) as main_instnr,
    coalesce(institution.municipality_code, 'unknown') as municipality_code
from {{ ref('stg_trivsel') }} as survey
left join institution_on_count_date as institution
    on survey.instnr = institution.instnr and survey.school_year = institution.school_year
