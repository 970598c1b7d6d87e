"""One delivered file → typed Parquet of its good rows, quarantine of the others, and what was found out about it."""

from dagster_project.reader.read import ReadResult, read_file
from dagster_project.reader.refuse import Refused

__all__ = ["ReadResult", "Refused", "read_file"]
