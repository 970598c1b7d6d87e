-- How many pupils of a school fall in each tenth of probability; no score of a single pupil is here.
{{ config(tags=['risk_model']) }}
select
    municipality_code,
    school_year,
    main_instnr,
    cast(bin as integer) as bin,
    count(*) as pupils
from {{ ref('int_risk_score') }}
group by municipality_code, school_year, main_instnr, bin
