"""Counts to hide so that no hidden one can be worked out: tables without sisters."""

from dagster_project.disclosure.family import decide


def model(dbt, session):
    tables = {
        "absence": lambda: dbt.ref("absence"),
        "return_rate": lambda: dbt.ref("return_rate"),
        "outcome_after_school": lambda: dbt.ref("outcome_after_school"),
        "placement": lambda: dbt.ref("placement"),
        "notification": lambda: dbt.ref("notification"),
        "waiting_time": lambda: dbt.ref("waiting_time"),
        "support_decisions": lambda: dbt.ref("support_decisions"),
        "personnel": lambda: dbt.ref("personnel"),
        "preventive_measure": lambda: dbt.ref("preventive_measure"),
        "childcare": lambda: dbt.ref("childcare"),
        "school_starters": lambda: dbt.ref("school_starters"),
        "intervention_outcome": lambda: dbt.ref("intervention_outcome"),
    }
    return decide(session, tables, dbt.config.get("threshold"))
