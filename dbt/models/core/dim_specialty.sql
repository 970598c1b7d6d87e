-- Specialties under the health insurance; one that is delivered and that the list does not know is labelled so.
{{ listed_codes('specialty', 'specialty_code', ref('stg_ssko')) }}
