"""Every published table has somebody who uses it, and every use somebody who answers for it."""

import pytest

from dagster_project.warehouse.manifest import manifest

EXPOSURES = manifest()["exposures"].values()
PUBLISHED = {
    key
    for key, node in manifest()["nodes"].items()
    if node["resource_type"] == "model" and node["schema"] == "published"
}


def test_every_published_table_is_used():
    used = {parent for exposure in EXPOSURES for parent in exposure["depends_on"]["nodes"]}
    assert used >= PUBLISHED


@pytest.mark.parametrize("exposure", EXPOSURES, ids=lambda exposure: exposure["name"])
def test_a_use_has_an_owner_a_maturity_and_words(exposure):
    assert exposure["owner"]["name"]
    assert exposure["maturity"]
    assert exposure["description"].strip()


@pytest.mark.parametrize("exposure", EXPOSURES, ids=lambda exposure: exposure["name"])
def test_what_leaves_the_house_reads_published_tables_alone(exposure):
    assert set(exposure["depends_on"]["nodes"]) <= PUBLISHED
