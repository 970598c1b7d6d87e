-- Pupils in general education of whom a risk factor is known on the count date.
create table risk_factor as
with entry as (
    select pnr, d_inddto as psychiatric_diagnosis, case when c_diag like 'DF84%' then d_inddto end as autism_diagnosis
    from (
        select recnum, period, c_diag
        from uaf_diag
        inner join file using (filename)
        where c_diag like 'DF%'
    )
    inner join (select pnr, recnum, d_inddto, period from uaf_adm inner join file using (filename))
        using (recnum, period)
    union all by name
    select pnr, startdato as placement
    from buaf
    where haendelse in ('0', '1', '1.1', '7', '7.2', '7.5')
    union all by name
    select pnr, sag_vfra as preventive_measure
    from bufo
    where pgf between '200' and '499'
    union all by name
    select pnr, und_dato as notification
    from buu
    where not coalesce(ufoedt, false)
),

known as (
    select
        pnr,
        min(psychiatric_diagnosis) as psychiatric_diagnosis,
        min(autism_diagnosis) as autism_diagnosis,
        min(placement) as placement,
        min(preventive_measure) as preventive_measure,
        min(notification) as notification
    from entry
    group by pnr
),

counted as (
    select
        case when grouping(kom) = 1 then 'all' else kom end as municipality_code,
        school_year,
        count(*) as pupils,
        count(*) filter (psychiatric_diagnosis <= day) as psychiatric_diagnosis,
        count(*) filter (autism_diagnosis <= day) as autism_diagnosis,
        count(*) filter (placement <= day) as placement,
        count(*) filter (preventive_measure <= day) as preventive_measure,
        count(*) filter (notification <= day) as notification
    from pupil
    left join known using (pnr)
    where not is_segregated and insttype in ('folkeskole', 'kommunal_ungdomsskole')
    group by grouping sets ((kom, school_year), (school_year))
    having municipality_code is not null
)

select *, pupils_with / pupils as share
from (
    unpivot counted
    on psychiatric_diagnosis, autism_diagnosis, placement, preventive_measure, notification
    into name factor value pupils_with
);
