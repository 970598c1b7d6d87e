"""What the snapshot holds: of every asset its group, kinds, dependencies and checks; of every job what it selects."""

import json
from pathlib import Path
from typing import Any

import dagster as dg

from dagster_project.definitions import build_defs
from dagster_project.settings import Settings

SNAPSHOT = Path(__file__).parent / "snapshots" / "assets.json"


def snapshot(defs: dg.Definitions) -> dict[str, Any]:
    graph = defs.resolve_asset_graph()
    checks: dict[str, list[str]] = {}
    for key in graph.asset_check_keys:
        blocking = " (blocking)" if graph.get_check_spec(key).blocking else ""
        checks.setdefault(key.asset_key.to_user_string(), []).append(f"{key.name}{blocking}")
    assets = {}
    for key in sorted(graph.get_all_asset_keys(), key=lambda key: key.to_user_string()):
        node, name = graph.get(key), key.to_user_string()
        assets[name] = {
            "group": node.group_name,
            "kinds": sorted(node.kinds),
            "depends_on": sorted(parent.to_user_string() for parent in node.parent_keys),
            "checks": sorted(checks.get(name, [])),
        }
    return {
        "assets": assets,
        "jobs": sorted(job.name for job in defs.jobs or []),
        "schedules": {s.name: s.cron_schedule for s in defs.schedules or [] if isinstance(s, dg.ScheduleDefinition)},
        "sensors": sorted(sensor.name for sensor in defs.sensors or []),
    }


if __name__ == "__main__":
    text = json.dumps(snapshot(build_defs(Settings.from_environment())), indent=1, ensure_ascii=False)
    SNAPSHOT.write_text(f"{text}\n", encoding="utf-8")
