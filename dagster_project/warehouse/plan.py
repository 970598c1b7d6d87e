"""What dbt has to build: everything, what descends from changed sources, or nothing. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dagster_project.warehouse.lineage import RISK_MODEL, cannot_be_built, left_out
from dagster_project.warehouse.state import Build, State


@dataclass(frozen=True)
class Plan:
    """Arguments for one `dbt build`: `select` None means everything, () means nothing."""

    select: tuple[str, ...] | None
    exclude: tuple[str, ...]
    left_out: dict[str, list[str]]
    reason: str

    @property
    def is_empty(self) -> bool:
        return self.select == ()

    def arguments(self) -> list[str]:
        """The command line after `dbt`."""
        select = ["--select", " ".join(self.select)] if self.select else []
        exclude = ["--exclude", " ".join(self.exclude)] if self.exclude else []
        return ["build", "--exclude-resource-type", "unit_test", *select, *exclude]


def _selector(source: str) -> str:
    return f"source:plads.registers.{source}+"


def _what_changed(now: State, before: Build | None) -> tuple[tuple[str, ...] | None, str]:
    if before is None:
        return None, "no complete build to start from"
    if now == before.state:
        return (), "nothing changed since the last build"
    if now.code != before.state.code:
        return None, "models, seeds or code changed"
    if now.pseudonyms != before.state.pseudonyms:
        return None, "the pseudonym key changed"
    if now.as_of != before.state.as_of:
        return None, "the data cut changed"
    if now.seeds_delivered != before.state.seeds_delivered:
        return None, "delivered seeds changed"
    if now.risk_model != before.state.risk_model:
        return None, f"the risk model was switched {'on' if now.risk_model else 'off'}"
    sources = sorted(now.loads.keys() | before.state.loads.keys())
    changed = [source for source in sources if now.loads.get(source) != before.state.loads.get(source)]
    return tuple(_selector(source) for source in changed), f"new loads in force: {', '.join(changed)}"


def make_plan(
    manifest: Mapping[str, Any],
    sources: Iterable[str],
    now: State,
    before: Build | None,
    *,
    only: tuple[str, ...] | None = None,
) -> Plan:
    """What to build now; `only` names models that a person asked for, whatever changed."""
    missing = [source for source in sorted(sources) if not now.loads.get(source)]
    waiting = {str(table): list(why) for table, why in left_out(manifest, missing).items()}
    select, reason = _what_changed(now, before) if only is None else (only, "asked for by name")
    switched_off = () if now.risk_model else (f"tag:{RISK_MODEL}",)
    return Plan(select, (*cannot_be_built(manifest, missing), *switched_off), waiting, reason)
