"""Which files arrived, and what their names say about source, period and version."""

from dagster_project.landing.discover import Arrival, discover
from dagster_project.landing.names import FileName, parse_name
from dagster_project.landing.seeds import delivered_seeds

__all__ = ["Arrival", "FileName", "delivered_seeds", "discover", "parse_name"]
