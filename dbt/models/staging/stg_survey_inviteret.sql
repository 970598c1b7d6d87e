-- How many were invited to the staff survey, per institution and profession.
select
    cast(aar as integer) as year,
    kom as municipality_code,
    instnr,
    faggruppe as profession,
    inviteret as invited_count,
    _load_id as load_id
from {{ source('registers', 'survey_inviteret') }}
