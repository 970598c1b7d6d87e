import json
from datetime import date
from pathlib import Path

import pytest

from dagster_project.settings import Settings
from dagster_project.timings import timed


def _settings(folder: Path, timings: Path | None) -> Settings:
    return Settings(landing=folder, out=folder, as_of=date(2024, 12, 31), timings=timings)


def test_nothing_is_written_when_no_file_is_named(tmp_path: Path) -> None:
    with timed(_settings(tmp_path, None), "ingest", "bef"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_block_that_raises_has_its_span_too(tmp_path: Path) -> None:
    settings = _settings(tmp_path, tmp_path / "timings.jsonl")
    with timed(settings, "ingest", "bef"):
        pass
    with pytest.raises(ValueError, match="no"), timed(settings, "validate", "bef"):
        raise ValueError("no")
    spans = [json.loads(line) for line in (tmp_path / "timings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [span["stage"] for span in spans] == ["ingest", "validate"]
    assert all(span["started"] <= span["ended"] for span in spans)
