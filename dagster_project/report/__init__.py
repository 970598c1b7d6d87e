"""The site that every run writes, what happened and what readers got; and its kit for the pages of other packages."""

from dagster_project.report.menu import Entry
from dagster_project.report.page import write_report
from dagster_project.report.run import Stage
from dagster_project.report.site import write_page
from dagster_project.report.text import Text

__all__ = ["Entry", "Stage", "Text", "write_page", "write_report"]
