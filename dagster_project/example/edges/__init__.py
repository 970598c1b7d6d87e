"""Every edge case of the contracts, on purpose and by name: people and files that exercise one rule each."""

from dagster_project.example.edges import (  # the modules register their cases when they are imported
    after_school,
    answers,
    arrivals,
    care,
    childcare,
    days,
    decisions,
    health,
    history,
    money,
    notifications,
    people,
    places,
    plans,
    pupils,
    schools,
    support,
    surveys,
)
from dagster_project.example.edges.case import CASES, Case
from dagster_project.example.edges.stage import Stage
from dagster_project.example.world import World

__all__ = [
    "CASES", "Case", "Stage", "after_school", "answers", "arrivals", "care", "childcare", "days", "decisions",
    "health", "history", "money", "notifications", "people", "places", "plans", "pupils", "schools", "set_up",
    "support", "surveys",
]  # fmt: skip


def set_up(world: World) -> Stage:
    """All cases played in one world."""
    stage = Stage(world)
    for number in sorted(CASES):
        stage.case = CASES[number]
        stage.case.setup(stage)
    return stage
