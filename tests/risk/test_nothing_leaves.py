"""The risk model is off unless asked for, and no table for readers holds a score or a feature of a single pupil."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.lineage import PUBLISHED_SCHEMAS, RISK_MODEL, published_nodes, stopped_by
from dagster_project.warehouse.manifest import manifest
from dagster_project.warehouse.plan import make_plan
from dagster_project.warehouse.state import Build, State

PERSONAL = ("model.plads.int_risk_feature", "model.plads.int_risk_score")
OF_A_PUPIL = {"person_key", "probability", "score"}
OFF = State("code", "2024-12-31", "seeds", "key", {"bef": ["bef-1"]})
ON = State("code", "2024-12-31", "seeds", "key", {"bef": ["bef-1"]}, risk_model=True)


def below() -> set[str]:
    return {one for one in stopped_by(manifest(), PERSONAL) if one.startswith("model.")}


def test_the_models_with_personal_profiles_stay_in_the_working_file():
    nodes = manifest()["nodes"]
    assert all(nodes[one]["schema"] == "intermediate" for one in PERSONAL)
    assert all(nodes[one]["database"] != "plads_release" for one in PERSONAL)


@pytest.mark.parametrize("model", sorted(below()))
def test_what_is_made_of_scores_has_no_column_about_a_pupil(model):
    node = manifest()["nodes"][model]
    if node["schema"] in PUBLISHED_SCHEMAS and RISK_MODEL in node["tags"]:
        assert node["config"]["contract"]["enforced"], "otherwise its columns are not what the file says"
        assert node["columns"]
        assert not OF_A_PUPIL & set(node["columns"])


def test_everything_made_of_scores_is_switched_off_with_them():
    nodes = manifest()["nodes"]
    only_there_with_it = {one for one in below() if RISK_MODEL not in nodes[one]["tags"]}
    assert all("tolerates_absence" in nodes[one]["tags"] for one in only_there_with_it)


def test_it_is_off_until_somebody_asks(monkeypatch, tmp_path: Path):
    monkeypatch.delenv("PLADS_RISK_MODEL", raising=False)
    assert not Settings.from_environment().risk_model
    assert not Settings(tmp_path, tmp_path, date(2024, 12, 31)).risk_model
    assert f"tag:{RISK_MODEL}" in make_plan(manifest(), ("bef",), OFF, None).exclude
    assert f"tag:{RISK_MODEL}" not in make_plan(manifest(), ("bef",), ON, None).exclude


def test_readers_lose_its_tables_when_it_is_switched_off():
    assert "marts.risk_distribution" in map(str, published_nodes(manifest()).values())
    assert not any("risk_distribution" in str(one) for one in published_nodes(manifest(), risk_model=False).values())
    plan = make_plan(manifest(), ("bef",), OFF, Build(ON))
    assert plan.select is None, "a full build begins without the old release file"
