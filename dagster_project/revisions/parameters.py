"""The definitions that a municipality may set otherwise, as they stand today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from dagster_project.settings import DBT_PROJECT


def parameters() -> dict[str, Any]:
    """dbt's variables as the project sets them."""
    project = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    return dict(project.get("vars", {}))


def smallest_shown(given: Mapping[str, Any]) -> int:
    """The smallest count that may be seen under these parameters."""
    return max(int(given.get("suppression_threshold", 0)), int(given.get("suppression_floor", 0)))
