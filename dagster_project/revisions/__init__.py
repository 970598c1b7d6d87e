"""What a redelivery changed: rows of the load it replaces, and figures of the release that readers had before."""

from dagster_project.revisions.governance import REVISION_SHAPES, write_revisions
from dagster_project.revisions.publication import put_in_force, record

__all__ = ["REVISION_SHAPES", "put_in_force", "record", "write_revisions"]
