"""Published tables as files for people with a spreadsheet: Excel and CSV, made from the published folder alone."""

from dagster_project.exports.publication import NothingPublishedError
from dagster_project.exports.run import FORMATS, UnknownTableError, export

__all__ = ["FORMATS", "NothingPublishedError", "UnknownTableError", "export"]
