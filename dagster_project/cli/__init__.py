"""The `plads` command: a thin layer of options over functions; imports what a command needs when it runs."""

from __future__ import annotations

from typing import Any

import click

from dagster_project.cli import figures, history, night, personal_data, postgres, reviewers, tables, workshop

COMMANDS: tuple[click.Command, ...] = (
    night.run,
    night.ui,
    night.dagster_home,
    postgres.to_postgres,
    reviewers.sign_off,
    reviewers.verify_log,
    figures.passport,
    figures.docs,
    tables.export,
    figures.draw,
    personal_data.retention,
    personal_data.erase,
    personal_data.rotate_key,
    history.releases,
    history.as_of,
    workshop.generate,
    workshop.contracts,
    workshop.prepare,
    workshop.lint_sql,
    workshop.dbt_unit_tests,
)


class Commands(click.Group):
    """What goes wrong is said at the terminal without a value of a row."""

    def invoke(self, ctx: click.Context) -> Any:
        from dagster_project.error_words import said_without_values

        with said_without_values():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"max_content_width": 120})
def main() -> None:
    """Plads: validated loads, star schemas and published figures."""


for command in COMMANDS:
    main.add_command(command)
