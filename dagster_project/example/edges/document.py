"""The table of edge cases as a document: `python -m dagster_project.example.edges.document > docs/edge_cases.md`."""

from __future__ import annotations

from datetime import date

import click

from dagster_project.example.edges import CASES, Stage, set_up
from dagster_project.example.scales import SCALES
from dagster_project.example.world import build_world

_HEAD = """# Edge cases in the example data

Generated from `dagster_project/example/edges`; a test fails when the two differ. The files are those of scale demo on
its usual as-of date. Every scale and seed has the same cases with the same person numbers.

How to find a case in the data: people carry its id as `adresse_id` and `familie_id` in BEF, placements as `forloebsnr`,
institutions in `navn`, postings as `bilag`, respondents as `resp_id`, hospital contacts as `recnum`. Others are
found through BEF; `set_up(world).people` gives the person numbers of a case, which no document prints. Rows that will
be set aside are left out of files that are too small for them (more than 3 % of the rows).

| id | rule | where | what should happen |
|---|---|---|---|
"""


def render(stage: Stage) -> str:
    """The document of one stage."""
    lines = [
        f"| {case.id} | {case.rule} | {', '.join(stage.files[number])} | {case.expected} |"
        for number, case in sorted(CASES.items())
    ]
    return _HEAD + "\n".join(lines) + "\n"


def demo_document() -> str:
    """The document as it lies in `docs`."""
    return render(set_up(build_world(SCALES["demo"], 1, date(2024, 12, 31))))


if __name__ == "__main__":
    click.echo(demo_document(), nl=False)
