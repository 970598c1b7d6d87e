"""`python -m dagster_project.warehouse.render_star`: docs/star.md from the models; a test sees it drift."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster_project.settings import PROJECT_ROOT
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.star import CONFORMED, Fact, facts

OUTPUT = PROJECT_ROOT / "docs" / "star.md"

_HEAD = """# The star

Generated from the models' YAML by `python -m dagster_project.warehouse.render_star`; do not edit.

A question joins facts to dimensions by the columns named here, each of which leads to one dimension; where a fact joins
a dimension more than once, the column's name says the role. Dimensions name each other too (an institution its
municipality, a district its municipality): that is for checking and for labels. Never join two facts row by row: sum
each by the dimensions that they share, and join the sums. `dim_measure` has a row for every span in which a code means
the same: join it by code and day.

Every reference is checked in each build (`governance.reference_check`). What a row names and no list knows, `'unknown'`
among it, is a row of the dimension with `is_known = false`. `'all'` is the word for a total in figures and no member.

## Facts and the dimensions that they share
"""


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(columns: tuple[str, ...]) -> str:
    return "<br>".join(f"`{column}`" for column in columns)


def _matrix(found: list[Fact]) -> list[str]:
    short = [name.removeprefix("dim_") for name in CONFORMED]
    lines = [_line(["fact", *short]), _line(["---"] * (len(short) + 1))]
    return lines + [_line([fact.name, *(_cell(fact.joins.get(name, ())) for name in CONFORMED)]) for fact in found]


def _others(found: list[Fact]) -> list[str]:
    lines = ["", "## Dimensions of fewer facts", "", _line(["dimension", "facts"]), _line(["---", "---"])]
    for dimension in sorted({name for fact in found for name in fact.joins} - set(CONFORMED)):
        uses = [f"{fact.name} (`{'`, `'.join(fact.joins[dimension])}`)" for fact in found if dimension in fact.joins]
        lines.append(_line([dimension, "<br>".join(uses)]))
    return lines


def _exceptions(found: list[Fact]) -> list[str]:
    lines = ["", "## Facts that do without", "", _line(["fact", "without", "because"]), _line(["---"] * 3)]
    return lines + [_line([fact.name, name, why]) for fact in found for name, why in fact.without.items()]


def render(models: Mapping[str, Any]) -> str:
    found = facts(models)
    return "\n".join([_HEAD, *_matrix(found), *_others(found), *_exceptions(found)]) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(render(manifest()), "utf-8")
