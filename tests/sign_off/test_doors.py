"""The command and Dagster's job: options over the same functions, both languages, exit codes."""

from __future__ import annotations

import getpass

import dagster as dg
import pytest
from click.testing import CliRunner, Result

from dagster_project.cli import main
from dagster_project.defs.sign_off import SIGN_OFF, sign_off_job
from dagster_project.report import states
from dagster_project.report.run import gather
from dagster_project.sign_off import head_of
from tests.sign_off.place import BAD, GOOD


@pytest.fixture
def plads(settings):
    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--out", str(settings.out)])

    return run


def test_a_held_load_is_overridden_by_command_in_the_name_of_the_user_of_the_machine(place, plads, entries):
    held = place.deliver("", BAD)
    done = plads("sign-off", held, "--decision", "override", "--comment", "kendt fejl")
    assert done.exit_code == 0, done.output
    assert "is in force" in done.output and "er i kraft" in done.output
    assert place.in_force == [held]
    (entry,) = entries()
    assert (entry.who, entry.comment, entry.decision) == (getpass.getuser(), "kendt fejl", "override")
    assert entry.hash in done.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["bufo-2023-000001", "--decision", "override"], 1),
        (["bufo-2023-000009", "--decision", "accept"], 1),
        (["--release", "current", "--decision", "accept"], 1),
        (["--decision", "accept"], 2),
        (["bufo-2023-000001", "--release", "x", "--decision", "accept"], 2),
        (["bufo-2023-000001", "--decision", "maybe"], 2),
    ],
)
def test_what_cannot_be_signed_is_said_in_both_languages(place, plads, entries, words, code):
    place.deliver("", BAD)
    done = plads("sign-off", *words)
    assert done.exit_code == code, done.output
    assert " · " in done.output or code == 2
    assert entries() == []


def test_the_log_is_verified_by_command(place, plads, settings, tamper):
    place.decide(place.deliver("", GOOD), "accept")
    whole = plads("verify-log")
    assert whole.exit_code == 0 and f"the log is whole · loggen er hel; head {head_of(settings)}" in whole.output
    assert plads("verify-log", "--expect", str(head_of(settings))).exit_code == 0
    assert plads("verify-log", "--expect", "nonsense").exit_code == 2
    tamper("update sign_off set who = 'Eva' where entry = 1")
    broken = plads("verify-log")
    assert broken.exit_code == 1
    assert "post 1 · entry 1: was changed" in broken.output and "LOGGEN ER IKKE HEL" in broken.output


def test_the_report_tells_a_load_that_waits_from_one_that_is_held(place, settings):
    held = place.deliver("", BAD)
    place.demand_sign_off()
    waits = place.deliver("_v2", GOOD)
    run = gather(settings)
    assert (states.of_load(run, held), states.of_load(run, waits)) == (states.HELD, states.WAITING)


def run_job(settings, **config: str) -> dg.ExecuteInProcessResult:
    return sign_off_job.execute_in_process(
        run_config={"ops": {"decide": {"config": config}}}, resources={"settings": settings}, raise_on_error=False
    )


def test_the_same_decision_can_be_made_from_dagsters_pages(place, settings, entries):
    held = place.deliver("", BAD)
    assert not run_job(settings, load_id=held, decision="override", who="Anna").success
    assert not run_job(settings, decision="override", comment="x", who="Anna").success
    assert place.in_force == []
    assert run_job(settings, load_id=held, decision="override", comment="kendt fejl", who="Anna").success
    assert place.in_force == [held]
    assert [entry.who for entry in entries()] == ["Anna"]


def test_the_job_asks_for_a_name(defs_of):
    fields = defs_of.resolve_job_def(SIGN_OFF).run_config_schema.config_type.fields["ops"].config_type.fields
    config = fields["decide"].config_type.fields["config"].config_type.fields
    assert config["who"].is_required and not config["comment"].is_required


@pytest.fixture
def defs_of(settings) -> dg.Definitions:
    return dg.Definitions(jobs=[sign_off_job], resources={"settings": settings})
