"""From the working file to what readers open: a new file beside the old, verified, then one atomic step."""

from dagster_project.publish.run import Published, publish

__all__ = ["Published", "publish"]
