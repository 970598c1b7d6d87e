-- Answers to the staff survey: of everybody, by profession and by main school.
create table staff_survey as
with answered as (
    select
        survey.kom,
        aar,
        spoergsmaal,
        resp_id,
        coalesce(valg, svar::varchar) as answer,
        unnest(['all', 'faggruppe', 'school']) as group_kind,
        unnest(['all', faggruppe, coalesce(school.main, survey.instnr, 'unknown')]) as group_value
    from survey
    left join school on survey.instnr = school.instnr and make_date(aar, 9, 30) = school.day
    where valg is not null or svar is not null
),

by_answer as (
    select kom, aar, spoergsmaal, group_kind, group_value, answer, count(distinct resp_id) as n
    from answered
    group by all
),

by_group as (
    select kom, aar, spoergsmaal, group_kind, group_value, count(distinct resp_id) as respondents
    from answered
    group by all
),

invited as (
    select kom, aar, group_kind, group_value, sum(inviteret)::bigint as invited
    from (
        select
            survey_inviteret.kom,
            aar,
            inviteret,
            unnest(['all', 'faggruppe', 'school']) as group_kind,
            unnest(['all', faggruppe, coalesce(school.main, survey_inviteret.instnr)]) as group_value
        from survey_inviteret
        left join school on survey_inviteret.instnr = school.instnr and make_date(aar, 9, 30) = school.day
    )
    group by all
)

select
    kom as municipality_code,
    aar as year,
    spoergsmaal as question,
    group_kind,
    group_value,
    answer,
    n,
    respondents,
    n / respondents as share,
    invited,
    respondents / nullif(invited, 0) as response_rate
from by_answer
inner join by_group using (kom, aar, spoergsmaal, group_kind, group_value)
left join invited using (kom, aar, group_kind, group_value);
