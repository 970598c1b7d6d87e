"""One small publication for all tests of the exports."""

import pytest

from tests.small_publication import publish_small


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    return publish_small(tmp_path_factory.mktemp("exports") / "out with a space")
