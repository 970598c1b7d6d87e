"""From a column of a table to the columns of the registers behind it, read out of the SQL that dbt compiles."""

from dagster_project.column_lineage.store import ColumnLineage, column_lineage
from dagster_project.column_lineage.trace import Sources, named

__all__ = ["ColumnLineage", "Sources", "column_lineage", "named"]
