-- Referrals to an offer as last delivered; a referral without start has not led to a place yet.
select
    person.person_key,
    visitation.tilbud as offer_code,
    visitation.tilbud_instnr as offer_instnr,
    visitation.betalingskom as paying_municipality_code,
    visitation.bopaelskom as residence_municipality_code,
    visitation.distrikt as district,
    visitation.henvist_fra_instnr as referring_instnr,
    visitation.timer_uge as weekly_hours,
    visitation.henvist_dato as referral_date,
    visitation.afgoerelse_dato as decision_date,
    visitation.visiteret_fra as start_date,
    {{ open_end('visitation.visiteret_til') }} as end_date,
    visitation._load_id as load_id
from {{ source('registers', 'visitation') }} as visitation
left join {{ source('registers', 'person') }} as person on visitation.pnr = person.pnr
where {{ in_newest_period(source('registers', 'visitation')) }}
