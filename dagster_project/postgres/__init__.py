"""PostgreSQL as a door: the star, the published figures and what of governance is open, replaced in one step.

Belongs here: everything between the verified database file and the server. Does not belong here: what may be told of
whom (`publish`), and which table joins which (dbt's YAML).
"""

from dagster_project.postgres.run import Delivered, publish_to_postgres
from dagster_project.postgres.words import PostgresError

__all__ = ["Delivered", "PostgresError", "publish_to_postgres"]
