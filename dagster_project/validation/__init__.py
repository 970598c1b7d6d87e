"""Decides whether candidate loads can be accepted: Great Expectations inside DuckDB, results as counts, never values.

Importing this package costs nothing; Great Expectations itself is imported by the first validation.
"""

from dagster_project.validation.validate import Validated, validate
from dagster_project.validation.warm_up import warm_up

__all__ = ["Validated", "validate", "warm_up"]
