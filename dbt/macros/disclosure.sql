{# Disclosure control, first step: what a table may not show. Each published model declares `keys` (its grain) and `measures`:
   a dictionary from column to rule, so that nothing leaves the house that nobody thought about. Rules:

     {'kind': 'free'}                                        no person behind it
     {'kind': 'count'}                                       persons, halves too; a zero is shown; hidden under the threshold,
                                                             and where a sum would tell it (`known`, below)
     {'kind': 'share', 'numerator': n, 'denominator': d}     hidden, and n with it, when n or d - n is such a small count,
                                                             and when n or d is hidden: either would tell the other
     {'kind': 'mean', 'over': c}                             hidden over fewer than the threshold, and when c is hidden;
                                                             'tells', 'closely': and when one of these counts is hidden
                                                             and the condition says that the mean would tell much of it;
                                                             'weighted_over': keys over which means make a mean of all
     {'kind': 'part', 'of': [c, ...], 'over': e}             hidden when one of the c is, or e (if given) is a small count
     {'kind': 'copy'}                                        another table's figure; hidden when that table hides it: the
                                                             mart given to `publish` has it as shown_<column>
     {'kind': 'index', 'of': m, 'row_key': [...], 'along': y}  hidden when m is, in this row or in the first of the row key

   `'unseen': true` marks a column that is judged by but not shown. Of counts: `'as': sql` says what one is that no mart has,
   `'or_small': column` hides it where that column is small, `'with': [columns]` where one of those is hidden.

   Each also declares `known`, what anyone can add up, one dictionary a fact:

     {'whole': {key: 'all'}, 'measures': [...]}              that row is the sum of the others. 'parts': only of those;
                                                             'within': only among these rows
     {'row': w, 'is': [...]}, {'row': w, 'holds': [...]}     in a row the parts are w; are at most w together
     {'order': [a, b, c]}                                    in a row a <= b <= c; of shares nobody need say it
     {'codes': key, 'part': a, 'whole': b}                   b repeats over the codes, and is the sum of a over them
     {'same': [...], 'over': [keys]}                         counts that repeat in rows which differ in these keys alone
     {'smaller': {key: x}, 'larger': {key: y}, 'measures': [...]}  the row x counts some of those of the row y;
                                                             'nested': [a, b, c]: a <= b <= c of those in y alone, too
     {'sister': table, 'on': {its key: sql}, 'equal': {here: {there: 1}}}  another table's count, or a sum of such;
                                                             'total': the rows that point to one row there add up to it
     {'carried': [a, ...], 'from': c, 'plus': d, 'along': year}  a is at most c of the year before and d together
     {'implied': [...]}                                      numerators whose rest is made of other counts of the table
     {'any_of': a, 'gives': b, 'over': [keys]}               b is hidden where a is, in any row of the group

   'overlap' says of a sum that one person can be in several parts: 'known' where days or other tables tell how many, so that
   the sum is as good as exact, 'unknown' where only bounds follow.
   'over': keys over which the counts repeat. From these the models hidden_* find what else to hide. #}

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
        {%- for small in [rule.as or name, rule.or_small] if small -%}
            {%- do conditions.append(is_small_count(small)) -%}
        {%- endfor -%}
        {%- do conditions.append("further_measures like '%|" ~ name ~ "|%'") -%}
        {%- for other in rule.with or [] -%}{%- do conditions.extend(hiding_conditions(other, measures)) -%}{%- endfor -%}
    {%- elif rule.kind == 'share' -%}
        {%- do conditions.append(is_small_count(rule.numerator)) -%}
        {%- do conditions.append(is_small_count(rule.denominator ~ ' - ' ~ rule.numerator)) -%}
        {%- for side in [rule.numerator, rule.denominator] if side in measures -%}
            {%- do conditions.extend(hiding_conditions(side, measures)) -%}
        {%- endfor -%}
    {%- elif rule.kind == 'mean' -%}
        {%- do conditions.append(rule.over ~ ' < ' ~ suppression_limit()) -%}
        {%- do conditions.append("further_measures like '%|" ~ name ~ "|%'") -%}
        {%- do conditions.extend(hiding_conditions(rule.over, measures)) -%}
        {%- for count in rule.tells or [] -%}
            {%- do conditions.append(
                '(' ~ count ~ ' <> 0 and ' ~ rule.closely ~ ' and (' ~ hiding_conditions(count, measures) | join(' or ') ~ '))'
            ) -%}
        {%- endfor -%}
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

{# What names a row in the models hidden_*; dagster_project.disclosure.rows says the same. #}
{% macro row_key(keys, table=none) -%}
    {%- for key in keys -%}
        cast({{ table ~ '.' if table }}{{ key }} as {{ dbt.type_string() }}){{ " || '|' || " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# What a model hidden_* says of one table. #}
{% macro hidden_in(table, relation) -%}
    (
        select
            row_key as further_row_key,
            measures as further_measures
        from {{ relation }}
        where table_name = '{{ table }}'
    )
{%- endmacro %}

{# A mart with its hidden cells emptied, and the names of what was hidden. `further`: what is hidden to protect other cells;
   no table with a count goes without. #}
{% macro publish(mart, keys, measures, further=none) -%}
{%- set hideable = hideable_measures(measures) -%}
{%- if not further and 'count' in measures.values() | map(attribute='kind') -%}
    {{ exceptions.raise_compiler_error('a table with counts needs hidden_in(...): ' ~ measures) }}
{%- endif -%}
with
judged as (
    select
        exact.*
        {%- for name in hideable %},
        coalesce(
            {{ name }} {{ '<> 0' if measures[name].kind == 'count' else 'is not null' }}
            and ({{ hiding_conditions(name, measures) | join(' or ') }}), false
        ) as {{ 'own' if measures[name].weighted_over else 'hide' }}_{{ name }}
        {%- endfor %}
    from {{ mart }} as exact
    {%- if further %}
    left join {{ further }} as further on further.further_row_key = {{ row_key(keys) }}
    {%- endif %}
)
{%- set weighted = [] -%}
{%- for name in hideable if measures[name].weighted_over -%}{%- do weighted.append(name) -%}{%- endfor -%}
{%- if weighted %},

accompanied as (
    select
        judged.*
        {%- for name in weighted %},
        own_{{ name }} or {{ is_company(name, measures[name], keys) }} as hide_{{ name }}
        {%- endfor %}
    from judged
)
{%- endif %}

select
    {{ keys | join(',\n    ') }},
    {%- for name, rule in measures.items() if not rule.unseen %}
    {% if rule.kind == 'free' %}{{ name }}
    {%- else %}case when not hide_{{ name }} then {{ rounded(name, measures) }} end as {{ name }}{% endif %},
    {%- endfor %}
    {% if hideable -%}
    (hide_{{ hideable | join(' or hide_') }}) as is_suppressed,
    case when hide_{{ hideable | join(' or hide_') }} then {{ text_list_where(hideable) }} end as suppressed_measures
    {%- else -%}
    false as is_suppressed,
    {{ no_text_list() }} as suppressed_measures
    {%- endif %}
from {{ 'accompanied' if weighted else 'judged' }}
{%- endmacro %}

{# What is shown of a measure: itself, unless counts are to be rounded (`published_rounding`). Then a share is that of the
   rounded counts, and every other number keeps two digits, so that none of them tells what a count was. #}
{% macro rounded(name, measures) -%}
    {%- set base = var('published_rounding') | int -%}
    {%- set rule = measures[name] -%}
    {%- if base <= 0 or rule.exact or not execute -%}
        {{ name }}
    {%- else -%}
        {#- A unit test has no columns: there the type is that of the mart. -#}
        {%- set type = ((model.columns or {}).get(name) or {}).get('data_type') -%}
        {{ 'cast(' if type }}
            {%- if rule.kind == 'count' -%}
                round({{ name }} / {{ base }}.0) * {{ base }}
            {%- elif rule.kind == 'share' and rule.numerator in measures and rule.denominator in measures -%}
                round({{ rule.numerator }} / {{ base }}.0) / nullif(round({{ rule.denominator }} / {{ base }}.0), 0)
            {%- else -%}
                {{ two_digits(name) }}
            {%- endif %}{{ ' as ' ~ type ~ ')' if type }}
    {%- endif -%}
{%- endmacro %}

{% macro two_digits(number) -%}
    case
        when {{ number }} <> 0
            then round({{ number }} / power(10.0, floor(log10(abs({{ number }}))) - 1)) * power(10.0, floor(log10(abs({{ number }}))) - 1)
        else {{ number }}
    end
{%- endmacro %}

{# A mean that is hidden alone among the parts and their whole follows from the others: the one over fewest goes with it. #}
{% macro is_company(name, rule, keys) -%}
    {%- set group = keys | reject('in', rule.weighted_over) | join(', ') -%}
    {%- set shown = 'case when own_' ~ name ~ ' or ' ~ name ~ ' is null then 0 else 1 end' -%}
    ({{ shown }} = 1 and sum(case when own_{{ name }} then 1 else 0 end) over (partition by {{ group }}) = 1
        and row_number() over (
            partition by {{ group }}, {{ shown }} order by {{ rule.over }}, {{ rule.weighted_over | join(', ') }}
        ) = 1)
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
