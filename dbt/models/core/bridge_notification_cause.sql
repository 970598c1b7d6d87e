-- The causes of each notification: the flags that lie side by side in the register, as rows.
with flags as (
    select
        notification.person_key,
        notification.period,
        notification.notification_date,
        notification.serial_number,
        cause.code as cause_code,
        case cause.code
            {% for number in range(1, 21) -%}
            {% set code = '%02d' | format(number) -%}
            when '{{ code }}' then notification.has_cause_{{ code }}
            {% endfor -%}
        end as is_cause
    from {{ ref('stg_buu') }} as notification
    cross join {{ seed('notification_cause') }} as cause
)

select
    person_key,
    period,
    notification_date,
    serial_number,
    cause_code
from flags
where is_cause
