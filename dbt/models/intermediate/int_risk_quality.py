"""The model's quality per school year, over all pupils and per municipality and sex."""

from dagster_project.risk.model import as_table
from dagster_project.risk.quality import QUALITY, quality


def model(dbt, session):
    dbt.config(materialized="table", tags=["risk_model"])
    return as_table(quality(dbt.ref("int_risk_score").df()), QUALITY)
