-- One row per pupil and count date: school, grade, residence, district, segregated, special education.
create table enrolled as
with spell as (
    select
        pnr,
        instnr,
        elev3_vfra as first_day,
        case when afg_art like '4%' then null else elev3_vtil end as last_day,
        udd,
        case when udel::integer < 20 then udel::integer else udel::integer - 20 end as grade
    from kotre
    where
        filename = (select arg_max(filename, period) from file where source = 'kotre')
        and (udd between '1100' and '1120' or udd between '2508' and '2511')
),

on_date as (
    select pnr, count_date.year as count_year, count_date.day, instnr, grade
    from spell
    inner join count_date on count_date.day >= first_day and (last_day is null or count_date.day <= last_day)
    where grade between 0 and 10
    qualify row_number() over (partition by pnr, count_date.year order by first_day desc, instnr, udd, grade) = 1
)

select
    on_date.*,
    case when grade <= 3 then 'indskoling' when grade <= 6 then 'mellemtrin' else 'udskoling' end as stage,
    coalesce(school.main, on_date.instnr) as main,
    coalesce(school.kom, 'unknown') as school_kom,
    school.insttype,
    school.distrikt,
    bef.kom
from on_date
asof left join bef on on_date.pnr = bef.pnr and on_date.day >= bef.referencetid
left join school on on_date.instnr = school.instnr and on_date.day = school.day;

create table referred as
select pnr, count_date.year as count_year, distrikt
from visitation
inner join count_date
    on count_date.day >= visiteret_fra and (visiteret_til is null or count_date.day <= visiteret_til)
qualify row_number() over (partition by pnr, count_date.year order by visiteret_fra desc, tilbud) = 1;

create table supported as
select
    udsp.pnr,
    count_date.year as count_year,
    bool_or(udsp.kl_type = '50' and school.insttype in ('folkeskole', 'kommunal_ungdomsskole')) as in_special_class,
    bool_or(udsp.spc_art <> 'H00' and udsp.spc_omfang >= 9 and udsp.spc_omfang <> 99.99) as has_special_hours
from udsp
inner join file on udsp.filename = file.filename
inner join count_date on file.period::integer - 1 = count_date.year
left join school on udsp.instnr = school.instnr and count_date.day = school.day
where
    (udsp.kl_type = '50' or udsp.spc_art <> 'H00')
    and count_date.day >= coalesce(udsp.spc_start, greatest(udsp.skl_vfra, make_date(count_date.year, 8, 1)))
    and count_date.day <= coalesce(
        udsp.spc_slut, least(coalesce(udsp.skl_vtil, '9999-12-31'), make_date(count_date.year + 1, 7, 31))
    )
group by all;

create table pupil as
with answered as (
    select distinct period::integer - 1 as count_year
    from file
    where source = 'udsp'
)

select
    enrolled.pnr,
    enrolled.count_year,
    enrolled.day,
    count_date.school_year,
    enrolled.grade,
    enrolled.stage,
    enrolled.main,
    enrolled.school_kom,
    enrolled.insttype,
    enrolled.kom,
    coalesce(referred.distrikt, enrolled.distrikt, 'unknown') as distrikt,
    coalesce(enrolled.insttype in ('specialskole', 'dagbehandling', 'intern_skole'), false)
    or coalesce(supported.in_special_class, false) as is_segregated,
    is_segregated or coalesce(supported.has_special_hours, false) as is_special_education
from enrolled
inner join answered using (count_year)
inner join count_date on enrolled.count_year = count_date.year
left join referred using (pnr, count_year)
left join supported using (pnr, count_year);
