-- Diagnoses of hospital contacts; the contact, found in the same delivery, says who and when.
select
    contact.person_key,
    contact.contact_date,
    contact.period,
    contact.record_number,
    diagnosis.diagnosis_code,
    diagnosis.diagnosis_type_code,
    diagnosis.additional_diagnosis_code,
    diagnosis.diagnosis_modification_code
from {{ ref('stg_uaf_diag') }} as diagnosis
inner join {{ ref('stg_uaf_adm') }} as contact
    on diagnosis.record_number = contact.record_number and diagnosis.period = contact.period
