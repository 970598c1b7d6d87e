-- The school district of each pupil on each count date: that of the referral in force, else of the institution.
with places_on_count_date as (
    select
        visitation.person_key,
        visitation.district,
        visitation.offer_code,
        visitation.start_date,
        school_year.start_year as count_year
    from {{ ref('stg_visitation') }} as visitation
    inner join {{ ref('dim_school_year') }} as school_year
        on
            school_year.is_counted
            and {{ covers('visitation.start_date', 'visitation.end_date', 'school_year.count_date') }}
),

ranked_districts as (
    select
        person_key,
        count_year,
        district,
        row_number() over (
            partition by person_key, count_year
            order by start_date desc, offer_code asc, district asc
        ) as district_rank
    from places_on_count_date
)

select
    pupil.person_key,
    pupil.school_year,
    pupil.count_year,
    pupil.count_date,
    coalesce(referred.district, pupil.institution_district) as district,
    referred.district is not null as is_from_referral
from {{ ref('fct_enrolment_on_count_date') }} as pupil
left join ranked_districts as referred
    on
        pupil.person_key = referred.person_key
        and pupil.count_year = referred.count_year
        and referred.district_rank = 1
