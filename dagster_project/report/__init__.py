"""The page that says what happened: sources, loads, quarantine, tables, time."""

from dagster_project.report.content import Stage
from dagster_project.report.page import write_report

__all__ = ["Stage", "write_report"]
