-- The institution register as last delivered: one row per institution and span; a department names its main school.
select
    instnr,
    navn as institution_name,
    insttype as institution_type,
    enhedsart as unit_kind,
    case when enhedsart = 'afdeling' then coalesce(hovedskole_instnr, instnr) else instnr end as main_instnr,
    kom as municipality_code,
    ejerkode as owner_code,
    distrikt as district,
    klynge as cluster_name,
    gyldig_fra as valid_from_date,
    {{ open_end('gyldig_til') }} as valid_to_date,
    _load_id as load_id
from {{ source('registers', 'institution') }}
where {{ in_newest_period(source('registers', 'institution')) }}
