"""What is published beside what is exact: the same rows and figures; and every share is that of its row's counts."""

from __future__ import annotations

from typing import Any

from dagster_project.warehouse.manifest import manifest
from tests.reconciliation.identity import Identity, change, drop

NUMBERS = ("bigint", "double", "decimal", "integer")
# The hard landing folder asks nothing that can be agreed with.
NOT_MET = {"agreement_share"}
CONTROL = ("is_suppressed", "suppressed_measures")


def disclosures() -> dict[str, dict[str, Any]]:
    """Published table → its keys, the rules of its measures, and the types of its columns."""
    models = [node for node in manifest()["nodes"].values() if node["resource_type"] == "model"]
    return {
        str(node["alias"]): {
            **node["config"]["meta"]["disclosure"],
            "types": {name: column["data_type"] for name, column in node["columns"].items()},
        }
        for node in models
        if node["fqn"][1] == "published"
    }


def repeats_the_mart(table: str, keys: list[str], types: dict[str, str]) -> Identity:
    """A shown figure is the exact one; an exact one that is not shown is named as hidden; a hidden one is not shown."""
    mart, published = f"marts.{table}", f"published.{table}"
    shown = [name for name in types if name not in (*keys, *CONTROL)]
    wrong = [
        f"case when coalesce(list_contains(suppressed_measures, '{name}'), false) then published.{name} is not null "
        f"else published.{name} is distinct from mart.{name} end"
        for name in shown
    ]
    same = " and ".join(f"mart.{key} is not distinct from published.{key}" for key in keys)
    names = ", ".join(keys)
    figure = next((name for name in shown if types[name].startswith(NUMBERS)), shown[0])
    other = f"coalesce({figure}, 0) + 1" if types[figure].startswith(NUMBERS) else "'another'"
    known = f"{figure} is not null or list_contains(suppressed_measures, '{figure}')"
    return Identity(
        f"{published} has the rows and the figures of {mart}, and names what it does not show",
        f"""
        select {", ".join(f"coalesce(mart.{key}, published.{key}) as {key}" for key in keys)}
        from {mart} as mart full join {published} as published on {same}
        where mart.{keys[0]} is null or published.{keys[0]} is null or {" or ".join(wrong)}
            or is_suppressed is distinct from (suppressed_measures is not null)
        union all select {names} from {mart} group by all having count(*) > 1
        union all select {names} from {published} group by all having count(*) > 1
        """,
        (mart, published),
        (
            change(published, f"{figure} = {other}", known),
            change(published, f"{figure} = case when {figure} is null then {other} end", known),
            change(published, f"suppressed_measures = case when {figure} is not null then ['{figure}'] end", known),
            change(published, "is_suppressed = not is_suppressed"),
            drop(published),
            drop(mart),
            f"insert into {published} from {published} limit 1",
            f"insert into {mart} from {mart} limit 1",
        ),
    )


def shares_are_of_their_parts(table: str, measures: dict[str, dict[str, Any]]) -> Identity | None:
    """Numerator and denominator stand in the same row, and nothing is rounded."""
    shares = {name: rule for name, rule in measures.items() if rule["kind"] == "share" and not rule.get("unseen")}
    if not shares:
        return None
    wrong = " or ".join(
        f"differs({name}, {rule['numerator']} / nullif({rule['denominator']}, 0)) or {name} not between 0 and 1"
        for name, rule in shares.items()
    )
    return Identity(
        f"{', '.join(shares)} in marts.{table} lie between 0 and 1 and are numerator over denominator of the row",
        f"from marts.{table} where {wrong}",
        tuple(f"marts.{table} where {name} > 0" for name in shares if name not in NOT_MET),
        tuple(
            change(f"marts.{table}", f"{name} = {name} / 2", f"{name} > 0") for name in shares if name not in NOT_MET
        ),
    )


def identities() -> list[Identity]:
    """Of every published table."""
    found = disclosures()
    repeated = [repeats_the_mart(table, rules["keys"], rules["types"]) for table, rules in found.items()]
    shares = [shares_are_of_their_parts(table, rules["measures"]) for table, rules in found.items()]
    return [*repeated, *(one for one in shares if one)]
