"""An earlier publication made again, from the loads, seeds and data cut of then, in a folder of its own."""

from dagster_project.rebuild.choose import by_day, by_id, by_loads
from dagster_project.rebuild.problems import CannotRebuildError
from dagster_project.rebuild.run import Rebuilt, rebuild

__all__ = ["CannotRebuildError", "Rebuilt", "by_day", "by_id", "by_loads", "rebuild"]
