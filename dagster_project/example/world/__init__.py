"""The hidden truth that every source reports a part of: people, institutions, careers, offers."""

from dagster_project.example.world.build import World, build_world

__all__ = ["World", "build_world"]
