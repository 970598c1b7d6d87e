"""The figures as a site that opens from the file system: drawn from what is published, and from nothing else."""

from dagster_project.figures.codes import NoCodeListsError
from dagster_project.figures.prepared import prepared as prepare_figures
from dagster_project.figures.site import write_figures

__all__ = ["NoCodeListsError", "prepare_figures", "write_figures"]
