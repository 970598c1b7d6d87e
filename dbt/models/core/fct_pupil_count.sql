-- One pupil on one count date: where enrolled and living, segregated or not, special education or not.
-- Both answers are NULL for a school year whose special-education delivery is not accepted.
with answered_years as (
    select distinct school_year_start
    from {{ ref('fct_special_education') }}
),

rows_that_matter as (
    select
        special_row.person_key,
        special_row.school_year_start,
        special_row.instnr,
        special_row.is_special_class,
        special_row.has_special_hours,
        school_year.count_date
    from {{ ref('fct_special_education') }} as special_row
    inner join {{ ref('dim_school_year') }} as school_year on special_row.school_year_start = school_year.start_year
    where
        (special_row.is_special_class or special_row.has_special_hours)
        and school_year.count_date between special_row.in_force_from_date and special_row.in_force_to_date
),

support_on_count_date as (
    select
        special_row.person_key,
        special_row.school_year_start,
        max(
            case when special_row.is_special_class and institution.can_have_special_class then 1 else 0 end
        ) as is_in_special_class,
        max(case when special_row.has_special_hours then 1 else 0 end) as has_special_hours
    from rows_that_matter as special_row
    left join {{ ref('dim_institution') }} as institution
        on
            special_row.instnr = institution.instnr
            and {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'special_row.count_date') }}
    group by special_row.person_key, special_row.school_year_start
),

judged_pupils as (
    select
        pupil.*,
        residence.municipality_code,
        answered_years.school_year_start is not null as is_answered,
        pupil.is_at_segregating_institution or coalesce(special_row.is_in_special_class, 0) = 1 as is_segregated,
        coalesce(special_row.has_special_hours, 0) = 1 as has_special_hours
    from {{ ref('fct_enrolment_on_count_date') }} as pupil
    left join {{ ref('fct_pupil_residence') }} as residence
        on pupil.person_key = residence.person_key and pupil.count_year = residence.count_year
    left join support_on_count_date as special_row
        on pupil.person_key = special_row.person_key and pupil.count_year = special_row.school_year_start
    left join answered_years on pupil.count_year = answered_years.school_year_start
)

select
    person_key,
    school_year,
    count_year,
    count_date,
    municipality_code,
    institution_key,
    instnr,
    main_instnr,
    institution_type,
    institution_municipality_code,
    grade,
    stage,
    in_municipal_offers,
    in_all_schools,
    case when is_answered then is_segregated end as is_segregated,
    case when is_answered then is_segregated or has_special_hours end as is_special_education
from judged_pupils
