-- Interventions; one that courses name and the list does not know is labelled so.
{{ listed_codes('intervention', 'intervention_code', ref('stg_indsats')) }}
