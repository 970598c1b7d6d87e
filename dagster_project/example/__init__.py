"""The example world: a coherent, made-up country and the extracts that it would deliver, by seed and scale."""

from dagster_project.example.generate import generate

__all__ = ["generate"]
