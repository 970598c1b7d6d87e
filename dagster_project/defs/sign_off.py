"""The job for a reviewer's decision.

Belongs here: what is asked of the reviewer. Does not belong here: what a decision does (`sign_off`), building on it
(the nightly job).
"""

from enum import Enum

import dagster as dg
from pydantic import Field

from dagster_project.error_words import said_without_values
from dagster_project.settings import Settings
from dagster_project.sign_off import Decided, Decision, Refusal, decide_load, decide_report

SIGN_OFF = "sign_off"


class Says(Enum):
    """The decisions as Dagster's launchpad offers them."""

    accept = "accept"
    reject = "reject"
    override = "override"


class SignOffConfig(dg.Config):
    """One decision: on a load or on a release, not both."""

    load_id: str | None = Field(default=None, description="The load, as in governance.load.")
    release: str | None = Field(default=None, description="A release as in governance.release, or `current`.")
    decision: Says = Field(description="accept, reject or override.")
    comment: str = Field(default="", description="Why; needed for reject and override. Never a person's number.")
    who: str = Field(description="The person who decides; the server's own name is not one.")


def _decided(config: SignOffConfig, settings: Settings) -> Decided:
    decision = Decision(config.decision.value)
    try:
        if config.load_id and not config.release:
            return decide_load(
                settings, config.load_id, decision=decision, comment=config.comment, who=config.who, wait=True
            )
        if config.release and not config.load_id:
            return decide_report(settings, config.release, decision=decision, comment=config.comment, who=config.who)
    except Refusal as refused:
        raise dg.Failure(str(refused)) from refused
    raise dg.Failure("name a load or a release · angiv en leverance eller en udgivelse")


@dg.op(name="decide")
def decide(context: dg.OpExecutionContext, config: SignOffConfig, settings: dg.ResourceParam[Settings]) -> None:
    """Writes the decision to the log and carries it out; waits for a run that is writing."""
    with said_without_values():
        made = _decided(config, settings)
    context.log.info(f"{made.en} · {made.da}")
    context.add_output_metadata({"entry": made.entry.entry, "hash": made.entry.hash})


@dg.job(name=SIGN_OFF, description="A reviewer's decision on a load or a release · En beslutning om en leverance")
def sign_off_job() -> None:
    decide()
