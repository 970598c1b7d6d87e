-- How well the risk model told, a year ahead, who would be segregated: groups with too few pupils are not there.
{{ config(materialized='table', schema='governance', contract={'enforced': true}, tags=['risk_model']) }}
select
    school_year,
    group_kind,
    group_value,
    pupils,
    segregated,
    mean_probability,
    observed_share,
    auc,
    brier
from {{ ref('int_risk_quality') }}
