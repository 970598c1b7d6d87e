"""Counts to hide so that no hidden one can be worked out: pupils, places in special offers and the money for them."""

from dagster_project.disclosure.family import decide


def model(dbt, session):
    tables = {
        "helaarsboern": lambda: dbt.ref("helaarsboern"),
        "special_education_cost": lambda: dbt.ref("special_education_cost"),
        "reallocation_scenario": lambda: dbt.ref("reallocation_scenario"),
        "intermediate_forms": lambda: dbt.ref("intermediate_forms"),
        "segregation_rate": lambda: dbt.ref("segregation_rate"),
        "risk_factor": lambda: dbt.ref("mart_risk_factor"),
        "institution_profile": lambda: dbt.ref("institution_profile"),
        "inclusion_funds": lambda: dbt.ref("inclusion_funds"),
        "risk_distribution": lambda: dbt.ref("risk_distribution"),
    }
    return decide(session, tables, dbt.config.get("threshold"))
