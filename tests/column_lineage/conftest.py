"""Every model read once, for all tests that look at them."""

import pytest

from dagster_project.column_lineage.compiled import compiled
from dagster_project.column_lineage.models import Models
from dagster_project.warehouse.manifest import manifest


@pytest.fixture(scope="session")
def models() -> Models:
    found = Models(manifest(), compiled())
    assert found.graph.origins
    return found
