"""Every attempt to load a file is a row: who, what, when, how many, and what became of it."""

from dagster_project.ledger.store import Ledger, LoadRow

__all__ = ["Ledger", "LoadRow"]
