"""Figure passports: from a published table, or one cell of it, to definition, parameters, models, loads and columns."""

from dagster_project.passports.cell import Cell, CellNotFoundError, find_cell
from dagster_project.passports.pages import write_cell, write_passports

__all__ = ["Cell", "CellNotFoundError", "find_cell", "write_cell", "write_passports"]
