"""Sensors: what runs because something happened outside.

Belongs here: watching the landing folder and saying which sources have news.
Does not belong here: which name means which source (`landing`), loading (`registers`).
"""

import hashlib
import json
from pathlib import Path

import dagster as dg

from dagster_project.settings import Settings

RUNNING = dg.DefaultSensorStatus.RUNNING
Listing = dict[str, list[int]]  # path inside the landing folder → size and time of last change


def listing(landing: Path) -> Listing:
    """What lies in the landing folder now; hidden and half-delivered names (.tmp, .part) are not there yet."""
    found: Listing = {}
    for path in sorted(landing.rglob("*")):
        name = path.relative_to(landing)
        if path.is_file() and path.suffix not in {".tmp", ".part"} and not any(p.startswith(".") for p in name.parts):
            stat = path.stat()
            found[name.as_posix()] = [stat.st_size, stat.st_mtime_ns]
    return found


def run_key(now: Listing) -> str:
    """One key per state of the folder, so that the same files never start two runs."""
    return hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()[:16]


def landing_sensor(job: str) -> dg.SensorDefinition:
    """Starts the job when the folder has changed and then stood still for one look: no file is read half-copied."""

    @dg.sensor(name="landing_folder", job_name=job, minimum_interval_seconds=60, default_status=RUNNING)
    def watch(context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]) -> dg.SensorResult:
        memory = json.loads(context.cursor) if context.cursor else {"seen": {}, "handled": {}}
        now = listing(settings.landing)
        settled = now == memory["seen"]
        if not now or now == memory["handled"]:
            skip = dg.SkipReason("No new files · Ingen nye filer")
            return dg.SensorResult(skip_reason=skip, cursor=json.dumps({**memory, "seen": now}))
        if not settled:
            skip = dg.SkipReason("Files are still arriving · Filer er stadig på vej")
            return dg.SensorResult(skip_reason=skip, cursor=json.dumps({**memory, "seen": now}))
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=run_key(now))], cursor=json.dumps({"seen": now, "handled": now})
        )

    return watch
