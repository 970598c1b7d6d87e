-- Where each pupil was enrolled on each count date: of several parts the one that started last, then the lowest instnr.
-- Count years are derived from the part itself and joined by equality, so that no part meets every count date.
with pupil_parts as (
    select
        enrolment.*,
        greatest(
            {{ count_year_from('enrolment.enrolled_from_date') }}, {{ first_calendar_year() }}
        ) as first_count_year,
        {{ count_year_until(cut_end('enrolment.enrolled_to_date', as_of())) }} as last_count_year
    from {{ ref('fct_enrolment') }} as enrolment
    where enrolment.is_pupil
),

count_years as (
    select
        school_year,
        start_year,
        count_date
    from {{ ref('dim_school_year') }}
    where is_counted
),

covered_years as (
    select
        first_years.start_year as first_count_year,
        last_years.start_year as last_count_year,
        covered.school_year,
        covered.start_year,
        covered.count_date
    from count_years as first_years
    inner join count_years as last_years on first_years.start_year <= last_years.start_year
    inner join count_years as covered
        on covered.start_year between first_years.start_year and last_years.start_year
),

ranked_parts as (
    select
        pupil_parts.*,
        covered_years.school_year,
        covered_years.start_year,
        covered_years.count_date,
        row_number() over (
            partition by pupil_parts.person_key, covered_years.start_year
            order by
                pupil_parts.enrolled_from_date desc,
                pupil_parts.instnr asc,
                pupil_parts.education_code asc,
                pupil_parts.grade_part_code asc
        ) as part_rank
    from pupil_parts
    inner join covered_years
        on
            pupil_parts.first_count_year = covered_years.first_count_year
            and pupil_parts.last_count_year = covered_years.last_count_year
),

institution_on_count_date as (
    select
        institution.*,
        count_years.start_year
    from {{ ref('dim_institution') }} as institution
    inner join count_years
        on {{ covers('institution.valid_from_date', 'institution.valid_to_date', 'count_years.count_date') }}
)

select
    parts.person_key,
    parts.school_year,
    parts.start_year as count_year,
    parts.count_date,
    institution.institution_key,
    parts.instnr,
    institution.cluster_name as institution_cluster_name,
    parts.grade,
    parts.stage,
    parts.enrolled_from_date,
    parts.enrolled_to_date,
    coalesce(institution.main_instnr, parts.instnr) as main_instnr,
    coalesce(institution.institution_type, 'unknown') as institution_type,
    coalesce(institution.municipality_code, 'unknown') as institution_municipality_code,
    coalesce(institution.district, 'unknown') as institution_district,
    coalesce(institution.in_municipal_offers, false) as in_municipal_offers,
    coalesce(institution.in_all_schools, false) as in_all_schools,
    coalesce(institution.is_segregating, false) as is_at_segregating_institution
from ranked_parts as parts
left join institution_on_count_date as institution
    on parts.instnr = institution.instnr and parts.start_year = institution.start_year
where parts.part_rank = 1
