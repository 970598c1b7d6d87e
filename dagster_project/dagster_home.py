"""DAGSTER_HOME: the folder where Dagster keeps its runs, with the settings that a closed network needs."""

from __future__ import annotations

from pathlib import Path

from dagster_project.settings import Settings

_YAML = """\
# Written by `plads dagster-home`; SQLite files in this folder, nothing is sent anywhere.
telemetry:
  enabled: false
python_logs:
  python_log_level: INFO
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
concurrency:
  runs:
    max_concurrent_runs: 1 # one process writes
"""


def prepare_dagster_home(settings: Settings) -> Path:
    """Makes the folder and its dagster.yaml; returns the folder."""
    settings.prepare()
    path = settings.dagster_home / "dagster.yaml"
    if not path.exists() or path.read_text(encoding="utf-8") != _YAML:
        path.write_text(_YAML, encoding="utf-8")
    return settings.dagster_home
