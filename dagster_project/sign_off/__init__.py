"""Decisions of named people on loads and reports, in a log that shows whether somebody has touched it."""

from dagster_project.sign_off.log import append
from dagster_project.sign_off.refusal import Refusal

__all__ = ["Refusal", "append"]
