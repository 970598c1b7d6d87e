"""The hard landing folder, written and read once for all tests."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.oracle.hard_landing import AS_OF, write_landing
from tests.oracle.read import Landing, read_landing


@dataclass(frozen=True)
class Hard:
    """What is in the folder, and what should become of every file."""

    landing: Landing
    files: dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Hard:
    folder = tmp_path_factory.mktemp("hard")
    files = write_landing(folder)["files"]
    return Hard(read_landing(folder, AS_OF), files)
