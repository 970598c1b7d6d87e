"""Counts to hide so that no hidden one can be worked out: answers of staff.

Groups of staff are so small that nearly every answer is hidden: searching longer for what could be shown finds little.
"""

from dagster_project.disclosure.family import further_hidden, those_there


def model(dbt, session):
    dbt.config(materialized="table", tags=["tolerates_absence"])
    tables = {
        "staff_survey": lambda: dbt.ref("staff_survey"),
    }
    return further_hidden(those_there(tables), int(dbt.config.get("threshold")), most_searches=300)
