-- Per published table, how many cells follow from the others for somebody who knows which ones were hidden first.
-- The models that decide what to hide have counted them; a table that this run could not build is left out.
{{ config(materialized='table', schema='governance', contract={'enforced': true}, tags=['tolerates_absence']) }}
{% set decisions = [ref('hidden_answers'), ref('hidden_others'), ref('hidden_pupils'), ref('hidden_staff')] %}
with told as (
    {% for decided in decisions if execute and load_relation(decided) %}
    select
        table_name,
        told
    from {{ decided }}
    union all
    {% endfor %}
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as bigint) as told
)

select
    table_name,
    cast(sum(told) as bigint) as cells_told
from told
where table_name is not null
group by table_name
