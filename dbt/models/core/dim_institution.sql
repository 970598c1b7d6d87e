-- Institutions over time. A department's span is cut where its main school changes; place and cluster come from it.
with spans as (
    select
        *,
        least(
            coalesce(valid_to_date, cast('9999-12-31' as date)),
            coalesce(
                {{ add_days('lead(valid_from_date) over (partition by instnr order by valid_from_date)', -1) }},
                cast('9999-12-31' as date)
            )
        ) as last_date
    from {{ ref('stg_institution') }}
),

change_dates as (
    select
        instnr,
        valid_from_date as change_date
    from spans
    union
    select
        department.instnr,
        main_school.valid_from_date as change_date
    from spans as department
    inner join spans as main_school on department.main_instnr = main_school.instnr
    where main_school.valid_from_date between department.valid_from_date and department.last_date
    union
    select
        department.instnr,
        {{ add_days('main_school.last_date', 1) }} as change_date
    from spans as department
    inner join spans as main_school on department.main_instnr = main_school.instnr
    where main_school.last_date >= department.valid_from_date and main_school.last_date < department.last_date
),

pieces as (
    select
        spans.*,
        change_dates.change_date as piece_from_date,
        lead(change_dates.change_date) over (
            partition by spans.instnr, spans.valid_from_date
            order by change_dates.change_date
        ) as next_piece_date
    from spans
    inner join change_dates
        on
            spans.instnr = change_dates.instnr
            and change_dates.change_date between spans.valid_from_date and spans.last_date
)

select
    {{ surrogate_key('institution_key', {'instnr': 'pieces.instnr', 'valid_from_date': 'pieces.piece_from_date'}) }}
        as institution_key,
    pieces.instnr,
    pieces.piece_from_date as valid_from_date,
    {{ open_end('coalesce(' ~ add_days('pieces.next_piece_date', -1) ~ ', pieces.last_date)') }} as valid_to_date,
    pieces.institution_name,
    pieces.institution_type,
    pieces.unit_kind,
    pieces.main_instnr,
    case when main_school.instnr is null then pieces.municipality_code else main_school.municipality_code end
        as municipality_code,
    case when main_school.instnr is null then pieces.district else main_school.district end as district,
    case when main_school.instnr is null then pieces.cluster_name else main_school.cluster_name end as cluster_name,
    pieces.owner_code,
    coalesce(kind.in_municipal_offers, false) as in_municipal_offers,
    coalesce(kind.in_all_schools, false) as in_all_schools,
    coalesce(kind.is_segregating, false) as is_segregating,
    coalesce(kind.can_have_special_class, false) as can_have_special_class
from pieces
left join spans as main_school
    on
        pieces.main_instnr = main_school.instnr
        and pieces.piece_from_date between main_school.valid_from_date and main_school.last_date
left join {{ seed('institution_type') }} as kind on pieces.institution_type = kind.code
