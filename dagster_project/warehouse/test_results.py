"""What dbt's tests last answered, kept beside the build: a partial build asks only the tests of what it built."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dagster_project.settings import Settings

_TEST = "test."


@dataclass(frozen=True)
class TestAnswer:
    """The newest answer of one test: pass, warn or fail, how many rows broke it, and when it was asked."""

    status: str
    failures: int
    asked_at: str


def _path(settings: Settings) -> Path:
    return settings.restricted / "test_results.json"


def test_results(settings: Settings) -> dict[str, TestAnswer]:
    """dbt's id of a test → its newest answer."""
    path = _path(settings)
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {test: TestAnswer(**answer) for test, answer in stored.items()}


def keep_test_results(settings: Settings, *, anew: bool) -> None:
    """Adds the answers of the build that just ended to those of earlier ones; `anew` forgets the earlier ones."""
    written = settings.dbt_target / "run_results.json"
    if not written.exists():
        return
    said = json.loads(written.read_text(encoding="utf-8"))
    when = str(said["metadata"]["generated_at"])
    answers = {} if anew else test_results(settings)
    for result in said["results"]:
        if result["unique_id"].startswith(_TEST):
            answers[result["unique_id"]] = TestAnswer(str(result["status"]), int(result["failures"] or 0), when)
    path = _path(settings)
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps({test: asdict(answer) for test, answer in answers.items()}), encoding="utf-8")
    beside.replace(path)
