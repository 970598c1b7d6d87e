-- Educations of the pupil register; one that is delivered and that the list does not know is labelled so.
{{ listed_codes('education', 'education_code', ref('stg_kotre')) }}
