"""Resources: what every step is handed.

Belongs here: objects that steps ask for by parameter name.
Does not belong here: how they work inside (`settings`, `warehouse.client`), or values that differ between runs of one
code location (op config, in `assets`).
"""

from __future__ import annotations

from typing import Any

from dagster_project.settings import Settings
from dagster_project.warehouse.client import dbt_client


def resources(settings: Settings) -> dict[str, Any]:
    """`settings` and `dbt`, for one landing folder and one output folder."""
    return {"settings": settings, "dbt": dbt_client()}
