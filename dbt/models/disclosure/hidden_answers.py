"""Counts to hide so that no hidden one can be worked out: answers of pupils."""

from dagster_project.disclosure.family import further_hidden, those_there


def model(dbt, session):
    dbt.config(materialized="table", tags=["tolerates_absence"])
    tables = {
        "wellbeing_indicator": lambda: dbt.ref("mart_wellbeing_indicator"),
        "wellbeing_item": lambda: dbt.ref("mart_wellbeing_item"),
    }
    return further_hidden(those_there(tables), int(dbt.config.get("threshold")))
