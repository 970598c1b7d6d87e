-- Mean of an indicator's answered items per respondent, when at least half of them are answered.
create table response as
select
    coalesce(school.kom, 'unknown') as kom,
    trivsel.skoleaar as school_year,
    coalesce(school.main, trivsel.instnr) as main,
    trivsel.* exclude (filename, skoleaar, instnr)
from trivsel
inner join count_date on trivsel.skoleaar = count_date.school_year
left join school on trivsel.instnr = school.instnr and count_date.day = school.day
where klassetrin between 4 and 9;

create table wellbeing_indicator as
with points as (
    select
        kom,
        school_year,
        main,
        [sp01, sp02, sp03, 6 - sp04, sp05, 6 - sp06, 6 - sp07, 6 - sp08, sp09, sp10] as social,
        [sp11, sp12, sp13, sp14, sp15, sp16, sp17, sp18] as faglig,
        [sp19, 6 - sp20, sp21, sp22, sp23, sp24, sp25] as stoette,
        [sp26, sp27, sp28, sp29] as ro
    from response
),

scores as (
    select
        kom,
        school_year,
        main,
        unnest(['social', 'faglig', 'stoette', 'ro', 'general']) as indicator,
        unnest([social, faglig, stoette, ro, social || faglig || stoette || ro]) as answers
    from points
),

counted as (
    select
        kom,
        school_year,
        main,
        indicator,
        list_avg(answers) as score
    from scores
    where 2 * list_count(answers) >= len(answers)
)

select
    kom as municipality_code,
    school_year,
    case when grouping(main) = 1 then 'all' else main end as instnr,
    indicator,
    count(*) as respondents,
    avg(score) as mean,
    count(*) filter (score <= 3) as low,
    low / respondents as low_share,
    count(*) filter (score <= 2) as band_1,
    count(*) filter (score > 2 and score <= 3) as band_2,
    count(*) filter (score > 3 and score <= 4) as band_3,
    count(*) filter (score > 4) as band_4
from counted
group by grouping sets ((kom, school_year, main, indicator), (kom, school_year, indicator));
