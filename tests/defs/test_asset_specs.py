"""The asset graph as Dagster sees it, compared with the copy in git: a change of the graph shows in the review.

After a change that is meant: `python -m tests.defs.snapshot` writes the copy anew.
"""

import json

from tests.defs.snapshot import SNAPSHOT, snapshot


def test_the_asset_graph_is_the_one_in_git(defs):
    assert snapshot(defs) == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
