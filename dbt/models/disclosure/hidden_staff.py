"""Counts to hide so that no hidden one can be worked out: answers of staff.

Groups of staff are so small that nearly every answer is hidden: searching longer for what could be shown finds little.
"""

from dagster_project.disclosure.family import decide


def model(dbt, session):
    tables = {
        "staff_survey": lambda: dbt.ref("staff_survey"),
    }
    return decide(session, tables, dbt.config.get("threshold"), most_searches=300)
