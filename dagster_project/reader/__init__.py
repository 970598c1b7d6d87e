"""One delivered file → typed Parquet of its good rows, quarantine of the others, and what was found out about it."""

from dagster_project.reader.read import read_file
from dagster_project.reader.refuse import Refused
from dagster_project.reader.request import ReadResult, Request

__all__ = ["ReadResult", "Refused", "Request", "read_file"]
