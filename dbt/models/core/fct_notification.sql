-- One row per notification of concern; its causes are in the bridge.
select
    person_key,
    period,
    notification_date,
    serial_number,
    municipality_code,
    notifier_code,
    is_unborn
from {{ ref('stg_buu') }}
