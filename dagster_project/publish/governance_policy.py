"""Who may open which governance table, and which of its columns are about a person.

A table that is not named here is for reviewers only, and its columns have no class, which a test does not let pass.
What everyone may read is said column by column: row counts of a load, observed values of a check, places of faulty
rows, the reasons why cells are hidden and figures of `marts` can each tell something about few people, and stay inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Policy:
    """`personal`: columns about a person, with their class; `otherwise`: the class of the others.

    `everyone`: the SQL of what goes into the readers' file, under `open_name`; None keeps the table inside.
    """

    personal: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    otherwise: str = "none"
    everyone: str | None = None
    open_name: str | None = None


_WHO = MappingProxyType({"who": "ordinary"})  # a colleague's name
_SAYS_WHO_AND_WHY = MappingProxyType({"who": "ordinary", "comment": "ordinary"})

POLICIES: dict[str, Policy] = {
    "load": Policy(
        _WHO,
        everyone="select load_id, source, period, version, status, as_of, cast(ended as date) as ended_date"
        " from {table} where status not in ('duplicate', 'ignored')",
        open_name="load_summary",
    ),
    "check_result": Policy(otherwise="aggregate"),
    "quarantine": Policy(otherwise="aggregate"),
    "revision": Policy(otherwise="aggregate"),
    "release_history": Policy(),
    "release_change": Policy(otherwise="aggregate"),
    "figure_revision": Policy(otherwise="aggregate"),  # two releases side by side tell of the few who moved
    "sign_off": Policy(_SAYS_WHO_AND_WHY),
    "catalogue": Policy(everyone="select * from {table}"),
    "code_list": Policy(everyone="select * from {table}"),
    "period_status": Policy(),
    "release": Policy(everyone="select * from {table}"),
    "suppression_log": Policy(
        otherwise="aggregate",
        everyone="select table_name, measure, max(cells) as cells, sum(cells_hidden) as cells_hidden from {table}"
        " group by table_name, measure",
    ),
    "told_cells": Policy(otherwise="aggregate"),
    "offer_overlap": Policy(otherwise="aggregate"),
    "reference_check": Policy(otherwise="aggregate"),
    "cross_register_check": Policy(otherwise="aggregate"),
    "risk_model_quality": Policy(otherwise="aggregate"),
    "risk_model_calibration": Policy(otherwise="aggregate"),
    "retention_log": Policy(_WHO),
    "erasure_log": Policy(_WHO),
    "key_rotation": Policy(_WHO),
}


def personal_class(table: str, column: str) -> str | None:
    """The class of a governance column; None for a table that nobody has thought about."""
    policy = POLICIES.get(table)
    return None if policy is None else policy.personal.get(column, policy.otherwise)


def open_tables() -> dict[str, tuple[str, str]]:
    """Name in the readers' file → the table inside, and SQL with a placeholder for where that is."""
    return {
        policy.open_name or table: (table, policy.everyone)
        for table, policy in POLICIES.items()
        if policy.everyone is not None
    }
