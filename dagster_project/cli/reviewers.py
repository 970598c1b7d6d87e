"""Commands for reviewers: say yes or no to a load or a release, and look whether the log of it is whole."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dagster_project.cli.options import FOLDER, output_of


def out(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--out", type=FOLDER, help="the output folder of the run that is meant")(command)


@click.command("sign-off")
@click.argument("load_id", required=False)
@click.option("--release", help="sign for a release instead: its id, or `current`")
@click.option("--decision", required=True, type=click.Choice(["accept", "reject", "override"]))
@click.option("--comment", default="", help="why; needed for reject and override, and never a person's number")
@click.option("--who", help="who decides; without it, the user of this machine")
@out
def sign_off(
    load_id: str | None, release: str | None, decision: str, comment: str, who: str | None, out: Path | None
) -> None:
    """Accepts, rejects or overrides a load, or signs for the release that readers have.

    accept lets a load in that waits for a signature, or confirms one in force. override brings a load into force in
    spite of its failed checks. reject takes a load out of force; the one before it comes back. The next run builds what
    that changes. Exit code 1: it was refused, or a run is writing just now.
    """
    if bool(load_id) == bool(release):
        raise click.UsageError("name a load or a release · angiv en leverance eller en udgivelse")
    from dagster_project.run_lock import Busy
    from dagster_project.sign_off import Decision, Refusal, decide_load, decide_report

    settings, says, person = output_of(out), Decision(decision), who or getpass.getuser()
    try:
        if release:
            made = decide_report(settings, release, decision=says, comment=comment, who=person)
        else:
            made = decide_load(settings, str(load_id), decision=says, comment=comment, who=person)
    except (Refusal, Busy) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{made.en}\n{made.da}\nentry {made.entry.entry} · post {made.entry.entry}: {made.entry.hash}")


@click.command("verify-log")
@click.option("--expect", metavar="NUMBER:HASH", help="a head of the chain that somebody wrote down earlier")
@out
def verify_log(expect: str | None, out: Path | None) -> None:
    """Looks for tampering with the log of sign-offs and with the loads that were signed.

    Exit code 0: everything is as it was written; 1: something is not, and which entry, or there is no log to look at.
    """
    from dagster_project.sign_off import Refusal, verify
    from dagster_project.sign_off.anchors import parse_head

    try:
        verdict = verify(output_of(out), parse_head(expect) if expect else None)
    except ValueError as error:
        raise click.BadParameter("NUMBER:HASH", param_hint="--expect") from error
    except Refusal as refused:
        raise click.ClickException(str(refused)) from refused
    for finding in verdict.findings:
        click.echo(str(finding))
    words = "the log is whole · loggen er hel" if verdict.is_whole else "THE LOG IS NOT WHOLE · LOGGEN ER IKKE HEL"
    click.echo(f"{words}; head {verdict.head}")
    sys.exit(0 if verdict.is_whole else 1)
