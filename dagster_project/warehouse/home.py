"""Where dbt's two files lie, said in the same words for every output folder.

dbt throws its parse away, and with it a dozen seconds, when the words of its profile are others than last time. The
engine reads `~` only when it opens a file, so a process of dbt gets the files' folder as its home.
"""

from __future__ import annotations

from pathlib import Path

from dagster_project.settings import RELEASE_FILE, WAREHOUSE_FILE

WORDS = {"PLADS_WAREHOUSE": f"~/{WAREHOUSE_FILE}", "PLADS_RELEASE": f"~/{RELEASE_FILE}"}


def at_home_in(folder: Path) -> dict[str, str]:
    """Variables for a process of dbt whose two files lie in `folder`."""
    return {**WORDS, "HOME": str(folder)}
