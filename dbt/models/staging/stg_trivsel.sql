-- The wellbeing survey: one row per respondent and school year, raw answers; the pseudonym belongs to no person table.
select
    respondent.respondent_key,
    {{ school_year_of_period() }} as school_year,
    trivsel.instnr,
    trivsel.klassetrin as grade,
    trivsel.koen as sex_code,
    {% for item in range(1, 41) %}
    trivsel.sp{{ '%02d' | format(item) }},
    {% endfor %}
    trivsel._load_id as load_id
from {{ source('registers', 'trivsel') }} as trivsel
left join {{ source('registers', 'respondent') }} as respondent on trivsel.resp_id = respondent.resp_id
