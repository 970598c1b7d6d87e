-- Answers as given, per item; the two headline items with the share that the headline is about.
create table wellbeing_item as
with counted as (
    select kom, school_year, main, item, answer, count(*) as answers
    from (unpivot response on columns('sp[0-9]+') into name item value answer)
    group by all
)

select
    kom as municipality_code,
    school_year,
    case when grouping(main) = 1 then 'all' else main end as instnr,
    item,
    sum(answers)::bigint as respondents,
    coalesce(sum(answers) filter (answer = 1), 0)::bigint as n_1,
    coalesce(sum(answers) filter (answer = 2), 0)::bigint as n_2,
    coalesce(sum(answers) filter (answer = 3), 0)::bigint as n_3,
    coalesce(sum(answers) filter (answer = 4), 0)::bigint as n_4,
    coalesce(sum(answers) filter (answer = 5), 0)::bigint as n_5,
    case item when 'sp01' then n_4 + n_5 when 'sp06' then n_3 + n_4 + n_5 end as headline_n,
    headline_n / respondents as headline_share
from counted
group by grouping sets ((kom, school_year, main, item), (kom, school_year, item));
