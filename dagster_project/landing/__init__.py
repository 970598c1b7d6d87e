"""Which files arrived, and what their names say about source, period and version."""

from dagster_project.landing.discover import Arrival, discover
from dagster_project.landing.names import FileName, parse_name

__all__ = ["Arrival", "FileName", "discover", "parse_name"]
