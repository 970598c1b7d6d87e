"""One small publication, read by everything that reads."""

import pytest

from tests.small_publication import publish_small


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    return publish_small(tmp_path_factory.mktemp("clients") / "out with a space")
