"""One row per pupil and school year with the model's probability and its bin; never leaves the working file."""

from dagster_project.risk.model import SCORES, as_table, scores


def model(dbt, session):
    dbt.config(materialized="table", tags=["risk_model"])
    features = dbt.ref("risk_feature").df()
    of_kind = {kind: list(features.loc[features["kind"] == kind, "feature"]) for kind in ("number", "category")}
    return as_table(scores(dbt.ref("int_risk_feature").df(), of_kind["number"], of_kind["category"]), SCORES)
