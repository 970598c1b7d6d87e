{# A published table shows no small count, no share whose numerator is hidden, no mean whose persons are hidden, and says
   of every row whether something is hidden; and it has one row per key, as the mart has. Reads the rules that the model
   declares, not how it applies them: a fault here would put the answers of a few children before everyone. #}
{% test disclosure_kept(model) %}
{%- set faults = ["is_suppressed <> (suppressed_measures is not null)"] -%}
{%- set keys = [] -%}
{%- if execute -%}
    {%- set node = graph.nodes[context.model.attached_node] -%}
    {%- do keys.extend(node.config.meta.disclosure['keys']) -%}
    {%- set measures = node.config.meta.disclosure.measures -%}
    {%- for name, rule in measures.items() if not rule.unseen -%}
        {%- if rule.kind == 'count' -%}
            {%- do faults.append(name ~ " > 0 and " ~ name ~ " < " ~ suppression_limit()) -%}
        {%- elif rule.kind == 'share' -%}
            {%- for side in [rule.numerator, rule.denominator] if side in measures and not measures[side].unseen -%}
                {%- do faults.append(name ~ " is not null and " ~ side ~ " is null") -%}
            {%- endfor -%}
        {%- elif rule.kind == 'mean' -%}
            {%- do faults.append(name ~ " is not null and coalesce(" ~ rule.over ~ ", 0) < " ~ suppression_limit()) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif %}
    select 'shows too much' as fault
    from {{ model }}
    where ({{ faults | join(') or (') }})
    {% if keys %}
    union all
    select 'two rows of one key' as fault
    from {{ model }}
    group by {{ keys | join(', ') }}
    having count(*) > 1
    {% endif %}
{% endtest %}
