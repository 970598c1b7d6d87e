-- Notifications of concern per municipality, year, notifier and cause; one with several causes counts in each of them.
with caused as (
    select
        notification.municipality_code,
        notification.notification_date,
        notification.notifier_code,
        notification.person_key,
        'all' as cause
    from {{ ref('fct_notification') }} as notification
    union all
    select
        notification.municipality_code,
        notification.notification_date,
        notification.notifier_code,
        notification.person_key,
        bridge.cause_code as cause
    from {{ ref('bridge_notification_cause') }} as bridge
    inner join {{ ref('fct_notification') }} as notification
        on
            bridge.person_key = notification.person_key
            and bridge.period = notification.period
            and bridge.notification_date = notification.notification_date
            and bridge.serial_number = notification.serial_number
)

select
    caused.municipality_code,
    dim_year.year,
    caused.notifier_code as notifier,
    caused.cause,
    dim_year.is_provisional,
    count(*) as notifications,
    count(distinct caused.person_key) as children
from caused
inner join {{ ref('dim_year') }} as dim_year
    on
        extract(year from caused.notification_date) = dim_year.year
        and caused.notification_date <= dim_year.cut_date
group by caused.municipality_code, dim_year.year, caused.notifier_code, caused.cause, dim_year.is_provisional
