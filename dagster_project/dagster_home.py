"""DAGSTER_HOME: the folder where Dagster keeps its runs, with the settings that a closed network needs."""

from __future__ import annotations

import json
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
run_storage:
  module: dagster._core.storage.runs
  class: SqliteRunStorage
  config: {{base_dir: "{base}/history/"}}
event_log_storage:
  module: dagster_project.dagster_history
  class: QuickEventLogStorage
  config: {{base_dir: "{base}/history/runs/"}}
schedule_storage:
  module: dagster._core.storage.schedules
  class: SqliteScheduleStorage
  config: {{base_dir: "{base}/schedules"}}
"""


def prepare_dagster_home(settings: Settings) -> Path:
    """Makes the folder and its dagster.yaml; returns the folder."""
    settings.prepare()
    path = settings.dagster_home / "dagster.yaml"
    text = _YAML.format(base=json.dumps(str(settings.dagster_home))[1:-1])
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return settings.dagster_home
