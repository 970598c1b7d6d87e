{# Every offer that a scenario names is one of the offer types (or, as the end of a move, the general area): a slip of the pen would
   leave the move without rows or without a price, and nobody would miss them. #}
{% test offers_are_known(model, offers) %}
    select named.offer_type
    from (
        select from_offer as offer_type from {{ model }}
        union
        select to_offer as offer_type from {{ model }} where not is_to_general
    ) as named
    left join {{ offers }} as known on named.offer_type = known.offer_type
    where known.offer_type is null
{% endtest %}
