-- What was known of each pupil in general education before the school year began, and whether the next count date found
-- the pupil segregated. One row per pupil and school year; what each column means stands in the seed risk_feature.
-- Personal profiles: built only when the run asks for the risk model, and never outside the working file.
{{ config(materialized='table', tags=['risk_model']) }}
with pupils as (
    select
        pupil.person_key,
        pupil.school_year,
        pupil.count_year,
        pupil.grade,
        pupil.main_instnr,
        pupil.institution_municipality_code,
        school_year.first_date
    from {{ ref('fct_pupil_count') }} as pupil
    inner join {{ ref('dim_school_year') }} as school_year on pupil.school_year = school_year.school_year
    where not pupil.is_segregated and pupil.in_municipal_offers
),

parents as (
    select
        pupils.person_key,
        pupils.count_year,
        pupils.first_date,
        last_year.mother_key,
        last_year.father_key,
        last_year.family_mark_code,
        last_year.family_children_count
    from pupils
    inner join {{ ref('dim_person_year') }} as last_year
        on pupils.person_key = last_year.person_key and pupils.count_year - 1 = last_year.year
),

parent_of_pupil as (
    {% for parent in ['mother', 'father'] %}
    select
        person_key,
        count_year,
        first_date,
        {{ parent }}_key as parent_key
    from parents
    where {{ parent }}_key is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

moves as (
    select
        pupils.person_key,
        pupils.count_year,
        count(*) - 1 as municipality_moves
    from pupils
    inner join {{ ref('int_residence_spell') }} as residence
        on pupils.person_key = residence.person_key and pupils.first_date > residence.from_date
    group by pupils.person_key, pupils.count_year
),

schools as (
    select
        pupils.person_key,
        pupils.count_year,
        count(distinct enrolment.instnr) as schools_attended
    from pupils
    inner join {{ ref('fct_enrolment') }} as enrolment
        on pupils.person_key = enrolment.person_key and pupils.first_date > enrolment.enrolled_from_date
    where enrolment.is_pupil
    group by pupils.person_key, pupils.count_year
),

absence as (
    select
        person_key,
        school_year,
        {{ share('sum(absent_days)', 'sum(active_days)') }} as absence_share
    from {{ ref('fct_absence') }}
    group by person_key, school_year
),

births as (
    select
        person_key,
        max(birth_weight_grams) as birth_weight_grams,
        max(mother_age) as mother_age
    from {{ ref('fct_birth') }}
    group by person_key
),

notifications as (
    select
        pupils.person_key,
        pupils.count_year,
        count(*) as notifications
    from pupils
    inner join {{ ref('fct_notification') }} as notification
        on pupils.person_key = notification.person_key and pupils.first_date > notification.notification_date
    where not notification.is_unborn
    group by pupils.person_key, pupils.count_year
),

measures as (
    select
        pupils.person_key,
        pupils.count_year,
        count(*) as preventive_measures
    from pupils
    inner join {{ ref('fct_measure') }} as measure
        on pupils.person_key = measure.person_key and pupils.first_date > measure.start_date
    group by pupils.person_key, pupils.count_year
),

own_factors as (
    select
        pupils.person_key,
        pupils.count_year,
        max(case when known.factor = 'placement' then 1 else 0 end) as has_been_placed,
        max(case when known.factor = 'psychiatric_diagnosis' then 1 else 0 end) as has_psychiatric_diagnosis,
        max(case when known.factor = 'autism_diagnosis' then 1 else 0 end) as has_autism_diagnosis
    from pupils
    inner join {{ ref('fct_risk_factor') }} as known
        on pupils.person_key = known.person_key and pupils.first_date > known.known_from_date
    group by pupils.person_key, pupils.count_year
),

parents_factors as (
    select
        parent_of_pupil.person_key,
        parent_of_pupil.count_year,
        sum(case when known.factor = 'placement' then 1 else 0 end) as parents_placed,
        sum(case when known.factor = 'psychiatric_diagnosis' then 1 else 0 end) as parents_with_psychiatric_diagnosis
    from parent_of_pupil
    inner join {{ ref('fct_risk_factor') }} as known
        on parent_of_pupil.parent_key = known.person_key and parent_of_pupil.first_date > known.known_from_date
    group by parent_of_pupil.person_key, parent_of_pupil.count_year
),

contacts as (
    select
        pupils.person_key,
        pupils.count_year,
        sum(
            case
                when contact.source = 'ssko' and contact.year = pupils.count_year - 1 then contact.contact_count
                else 0
            end
        ) as doctor_contacts,
        sum(case when contact.source = 'syhb' then contact.contact_count else 0 end) as admissions
    from pupils
    inner join {{ ref('fct_health_contact') }} as contact
        on pupils.person_key = contact.person_key and pupils.count_year > contact.year
    group by pupils.person_key, pupils.count_year
)

select
    pupils.person_key,
    pupils.school_year,
    pupils.count_year,
    pupils.main_instnr,
    pupils.institution_municipality_code,
    pupils.grade,
    person.sex,
    person.immigrant_type,
    parents.family_mark_code as family_mark,
    parents.family_children_count as family_children,
    absence.absence_share,
    birth.birth_weight_grams,
    birth.mother_age as mother_age_at_birth,
    next_pupil.is_segregated as is_segregated_next,
    case when last_pupil.is_special_education then 1 when not last_pupil.is_special_education then 0 end
        as had_special_education,
    coalesce(moves.municipality_moves, 0) as municipality_moves,
    coalesce(schools.schools_attended, 0) as schools_attended,
    coalesce(notifications.notifications, 0) as notifications,
    coalesce(measures.preventive_measures, 0) as preventive_measures,
    coalesce(own_factors.has_been_placed, 0) as has_been_placed,
    coalesce(own_factors.has_psychiatric_diagnosis, 0) as has_psychiatric_diagnosis,
    coalesce(own_factors.has_autism_diagnosis, 0) as has_autism_diagnosis,
    coalesce(parents_factors.parents_placed, 0) as parents_placed,
    coalesce(parents_factors.parents_with_psychiatric_diagnosis, 0) as parents_with_psychiatric_diagnosis,
    coalesce(contacts.doctor_contacts, 0) as doctor_contacts,
    coalesce(contacts.admissions, 0) as admissions
from pupils
left join {{ ref('dim_person') }} as person on pupils.person_key = person.person_key
{% for table in [
    'parents', 'moves', 'schools', 'notifications', 'measures', 'own_factors', 'parents_factors', 'contacts'
] %}
left join {{ table }} on pupils.person_key = {{ table }}.person_key and pupils.count_year = {{ table }}.count_year
{% endfor %}
left join absence
    on
        pupils.person_key = absence.person_key
        and {{ school_year_label('pupils.count_year - 1') }} = absence.school_year
left join births as birth on pupils.person_key = birth.person_key
left join {{ ref('fct_pupil_count') }} as last_pupil
    on pupils.person_key = last_pupil.person_key and pupils.count_year - 1 = last_pupil.count_year
left join {{ ref('fct_pupil_count') }} as next_pupil
    on pupils.person_key = next_pupil.person_key and pupils.count_year + 1 = next_pupil.count_year
