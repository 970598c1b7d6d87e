{# Disclosure control, first step: what a table may not show. Each published model declares `keys` (its grain) and `measures`:
   a dictionary from column to rule, so that nothing leaves the house that nobody thought about. Rules:

     {'kind': 'free'}                                        no person behind it
     {'kind': 'count'}                                       persons, halves too; hidden above 0 and under the threshold
     {'kind': 'share', 'numerator': n, 'denominator': d}     hidden, and n with it, when n or d - n is such a small count,
                                                             and when n or d is hidden: either would tell the other
     {'kind': 'mean', 'over': c}                             hidden over fewer than the threshold, and when c is hidden
     {'kind': 'part', 'of': [c, ...], 'over': e}             hidden when one of the c is, or e (if given) is a small count
     {'kind': 'copy'}                                        another table's figure; hidden when that table hides it: the
                                                             mart given to `publish` has it as shown_<column>
     {'kind': 'index', 'of': m, 'row_key': [...], 'along': y}  hidden when m is, in this row or in the first of the row key

   `'unseen': true` marks a column that is judged by but not shown. #}

{# The smallest count that may be seen; nobody can set it below the floor. #}
{% macro suppression_limit() -%}
    {{ return([var('suppression_threshold') | int, var('suppression_floor') | int] | max) }}
{%- endmacro %}

{% macro is_small_count(expression) -%}
    (({{ expression }}) > 0 and ({{ expression }}) < {{ suppression_limit() }})
{%- endmacro %}

{# The reasons to hide one measure, as SQL conditions on the exact row. #}
{% macro hiding_conditions(name, measures) -%}
    {%- set rule = measures[name] -%}
    {%- set conditions = [] -%}
    {%- if rule.kind == 'count' -%}
        {%- do conditions.append(is_small_count(name)) -%}
    {%- elif rule.kind == 'share' -%}
        {%- do conditions.append(is_small_count(rule.numerator)) -%}
        {%- do conditions.append(is_small_count(rule.denominator ~ ' - ' ~ rule.numerator)) -%}
        {%- for side in [rule.numerator, rule.denominator] if side in measures -%}
            {%- do conditions.extend(hiding_conditions(side, measures)) -%}
        {%- endfor -%}
    {%- elif rule.kind == 'mean' -%}
        {%- do conditions.append(rule.over ~ ' < ' ~ suppression_limit()) -%}
        {%- do conditions.extend(hiding_conditions(rule.over, measures)) -%}
    {%- elif rule.kind == 'part' -%}
        {%- for whole in rule.of -%}{%- do conditions.extend(hiding_conditions(whole, measures)) -%}{%- endfor -%}
        {%- if rule.over -%}{%- do conditions.append(is_small_count(rule.over)) -%}{%- endif -%}
    {%- elif rule.kind == 'copy' -%}
        {%- do conditions.append('(' ~ name ~ ' is not null and shown_' ~ name ~ ' is null)') -%}
    {%- elif rule.kind == 'index' -%}
        {%- set base = hiding_conditions(rule.of, measures) -%}
        {%- do conditions.extend(base) -%}
        {%- do conditions.append(
            'first_value(case when ' ~ base | join(' or ') ~ ' then 1 else 0 end) over (partition by '
            ~ rule.row_key | join(', ') ~ ' order by ' ~ rule.along ~ ') = 1'
        ) -%}
    {%- elif rule.kind != 'free' -%}
        {{ exceptions.raise_compiler_error('unknown disclosure rule for ' ~ name ~ ': ' ~ rule) }}
    {%- endif -%}
    {%- for share in measures.values() if share.kind == 'share' and share.numerator == name -%}
        {%- do conditions.append(is_small_count(share.denominator ~ ' - ' ~ name)) -%}
    {%- endfor -%}
    {{ return(conditions) }}
{%- endmacro %}

{# The measures that can be hidden, in the order in which they are declared. #}
{% macro hideable_measures(measures) -%}
    {%- set names = [] -%}
    {%- for name, rule in measures.items() if rule.kind != 'free' and not rule.unseen -%}
        {%- do names.append(name) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{# A mart with its hidden cells emptied, and the names of what was hidden. #}
{% macro publish(mart, keys, measures) -%}
{%- set hideable = hideable_measures(measures) -%}
with
judged as (
    select
        exact.*
        {%- for name in hideable %},
        coalesce({{ name }} is not null and ({{ hiding_conditions(name, measures) | join(' or ') }}), false) as hide_{{ name }}
        {%- endfor %}
    from {{ mart }} as exact
)

select
    {{ keys | join(',\n    ') }},
    {%- for name, rule in measures.items() if not rule.unseen %}
    {% if rule.kind == 'free' %}{{ name }}{% else %}case when not hide_{{ name }} then {{ name }} end as {{ name }}{% endif %},
    {%- endfor %}
    {% if hideable -%}
    (hide_{{ hideable | join(' or hide_') }}) as is_suppressed,
    case when hide_{{ hideable | join(' or hide_') }} then {{ text_list_where(hideable) }} end as suppressed_measures
    {%- else -%}
    false as is_suppressed,
    {{ no_text_list() }} as suppressed_measures
    {%- endif %}
from judged
{%- endmacro %}

{# The names whose hide_ flag is set, as a list of texts: each engine has its own way to drop the nulls. No table may have a
   column called hidden_name: it would be taken for the loop variable. #}
{% macro text_list_where(names) -%}
    {%- set parts = [] -%}
    {%- for name in names -%}{%- do parts.append("case when hide_" ~ name ~ " then '" ~ name ~ "' end") -%}{%- endfor -%}
    {{ return(adapter.dispatch('drop_nulls', 'plads')(parts | join(', '))) }}
{%- endmacro %}

{% macro default__drop_nulls(items) -%} array_remove(array[{{ items }}], null) {%- endmacro %}
{% macro duckdb__drop_nulls(items) -%} [hidden_name for hidden_name in [{{ items }}] if hidden_name is not null] {%- endmacro %}
{% macro spark__drop_nulls(items) -%} filter(array({{ items }}), hidden_name -> hidden_name is not null) {%- endmacro %}

{% macro no_text_list() -%} {{ return(adapter.dispatch('no_text_list', 'plads')()) }} {%- endmacro %}
{% macro default__no_text_list() -%} cast(null as text[]) {%- endmacro %}
{% macro duckdb__no_text_list() -%} cast(null as varchar[]) {%- endmacro %}
{% macro spark__no_text_list() -%} cast(null as array<string>) {%- endmacro %}

{% macro list_length(texts) -%} {{ return(adapter.dispatch('list_length', 'plads')(texts)) }} {%- endmacro %}
{% macro default__list_length(texts) -%} cardinality({{ texts }}) {%- endmacro %}
{% macro duckdb__list_length(texts) -%} len({{ texts }}) {%- endmacro %}
{% macro spark__list_length(texts) -%} size({{ texts }}) {%- endmacro %}
