-- Kinds of childcare; one that is delivered and that the list does not know is labelled so.
{{ listed_codes('childcare_offer', 'offer_code', ref('stg_boernfb')) }}
