{# What one register says of another. Each macro gives one row: check_id, evaluated, failed. Absent tables give none at all. #}

{# Persons of a table, and how many of them no population snapshot knows. #}
{% macro persons_in_population(check_id, relation, population, where='true') -%}
    select
        '{{ check_id }}' as check_id,
        count(*) as evaluated,
        sum(case when known.person_key is null then 1 else 0 end) as failed
    from (select distinct person_key from {{ relation }} where {{ where }}) as asked
    left join (select distinct person_key from {{ population }}) as known on asked.person_key = known.person_key
{%- endmacro %}

{# Pupils and school years of a table, and how many of them have no education part that touches the year. The answer is on the
   count date for nearly all: only for the rest is every part looked at. #}
{% macro pupils_enrolled(check_id, relation, on_count_date, enrolments, school_years) -%}
    select
        '{{ check_id }}' as check_id,
        count(*) as evaluated,
        sum(case when on_count_date.person_key is null and other.person_key is null then 1 else 0 end) as failed
    from (select distinct person_key, school_year from {{ relation }}) as asked
    left join {{ on_count_date }} as on_count_date
        on asked.person_key = on_count_date.person_key and asked.school_year = on_count_date.school_year
    left join (
        select distinct rest.person_key, rest.school_year
        from (select distinct person_key, school_year from {{ relation }}) as rest
        left join {{ on_count_date }} as counted
            on rest.person_key = counted.person_key and rest.school_year = counted.school_year
        inner join {{ school_years }} as school_year on rest.school_year = school_year.school_year
        inner join {{ enrolments }} as enrolment
            on
                rest.person_key = enrolment.person_key
                and enrolment.enrolled_from_date <= school_year.last_date
                and coalesce(enrolment.enrolled_to_date, school_year.first_date) >= school_year.first_date
        where counted.person_key is null
    ) as other
        on asked.person_key = other.person_key and asked.school_year = other.school_year
{%- endmacro %}

{# Special offers of a municipality and year in `left`, and how many of them `right` lacks; only years that both know. #}
{% macro offers_matched(check_id, one, other) -%}
    select
        '{{ check_id }}' as check_id,
        count(*) as evaluated,
        sum(case when matched.municipality_code is null then 1 else 0 end) as failed
    from {{ one }} as asked
    inner join (select distinct municipality_code, year from {{ other }}) as known
        on asked.municipality_code = known.municipality_code and asked.year = known.year
    left join {{ other }} as matched
        on
            asked.municipality_code = matched.municipality_code
            and asked.year = matched.year
            and asked.offer_type = matched.offer_type
{%- endmacro %}
