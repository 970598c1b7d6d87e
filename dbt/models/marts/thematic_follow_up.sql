-- Thematic follow-ups: one row per municipality, date and initiative, with all that is looked at and all kinds of data.
with focus as (
    select
        municipality_code,
        date_text,
        initiative,
        {{ dbt.listagg('focus', "', '", 'order by focus') }} as focus
    from (
        select distinct
            municipality_code,
            date_text,
            initiative,
            focus
        from {{ ref('fct_follow_up') }}
    ) as one_focus
    group by municipality_code, date_text, initiative
),

data_kinds as (
    select
        municipality_code,
        date_text,
        initiative,
        {{ dbt.listagg('data_kind', "', '", 'order by data_kind') }} as data_kind
    from {{ ref('fct_follow_up') }}
    where data_kind is not null
    group by municipality_code, date_text, initiative
)

select
    focus.municipality_code,
    focus.date_text as date,
    focus.initiative,
    focus.focus,
    data_kinds.data_kind
from focus
left join data_kinds
    on
        focus.municipality_code = data_kinds.municipality_code
        and focus.date_text = data_kinds.date_text
        and focus.initiative = data_kinds.initiative
