-- Predicted against observed per tenth of probability: bins with too few pupils of either kind are not there.
{{ config(materialized='table', schema='governance', contract={'enforced': true}, tags=['risk_model']) }}
select
    school_year,
    group_kind,
    group_value,
    cast(bin as integer) as bin,
    pupils,
    mean_probability,
    observed_share
from {{ ref('int_risk_calibration') }}
