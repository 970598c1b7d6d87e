-- Thematic follow-ups: the focus and all kinds of data of an initiative on a date.
create table thematic_follow_up as
select
    kom as municipality_code,
    tidspunkt as date,
    initiativ as initiative,
    string_agg(distinct fokus, ', ' order by fokus) as focus,
    string_agg(distinct data, ', ' order by data) as data_kind
from opfoelgning
group by all;
