-- Diagnoses of hospital contacts; the contact knows the person.
select
    recnum as record_number,
    c_diag as diagnosis_code,
    c_diagtype as diagnosis_type_code,
    c_tildiag as additional_diagnosis_code,
    c_diagmod as diagnosis_modification_code,
    _period as period,
    _load_id as load_id
from {{ source('registers', 'uaf_diag') }}
