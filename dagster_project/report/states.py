"""The states that a reader meets: of a period, a load and a check; each with a sign and words beside its colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dagster_project.contracts import Contract
from dagster_project.outcomes import LoadStatus, Status
from dagster_project.plausibility.periods import PeriodState, State
from dagster_project.registers.signature import SIGNED_OFF
from dagster_project.report.run import Run
from dagster_project.report.text import Text, both


@dataclass(frozen=True)
class Kind:
    """One state as it is shown; `tone` is good, warn, bad or quiet."""

    sign: str
    tone: str
    text: Text

    def __html__(self) -> str:
        """The mark: what a template gives for `{{ kind }}`."""
        return _mark(self)


@cache
def _mark(kind: Kind) -> str:
    sign = f'<span aria-hidden="true">{kind.sign} </span>'
    return f'<span class="mark {kind.tone}">{sign}{both(kind.text)}</span>'


ACCEPTED = Kind("✓", "good", Text("i kraft", "in force"))
WARNED = Kind("✓!", "good", Text("i kraft med advarsler", "in force with warnings"))
DECIDED = Kind("✓*", "good", Text("i kraft på en underskrift", "in force by a signature"))
WAITING = Kind("?", "warn", Text("venter på underskrift", "waiting for sign-off"))
HELD = Kind("‖", "warn", Text("tilbageholdt", "held"))
REJECTED = Kind("✕", "bad", Text("afvist", "rejected"))
ERROR = Kind("E", "bad", Text("fejl hos os", "our error"))
MISSING = Kind("○", "bad", Text("mangler", "missing"))
LATE = Kind("…", "warn", Text("forsinket", "late"))
NOT_DUE = Kind("·", "quiet", Text("ventes ikke endnu", "not due yet"))
SUPERSEDED = Kind("→", "quiet", Text("afløst", "superseded"))
DUPLICATE = Kind("=", "quiet", Text("samme fil igen", "same file again"))
EXPIRED = Kind("⌫", "quiet", Text("slettet efter opbevaring", "deleted after retention"))
IGNORED = Kind("–", "quiet", Text("ukendt navn", "unknown name"))

OF_PERIODS = (ACCEPTED, WARNED, DECIDED, WAITING, HELD, REJECTED, ERROR, MISSING, LATE, NOT_DUE)
_OF_LOADS = {
    LoadStatus.ACCEPTED: ACCEPTED,
    LoadStatus.SUPERSEDED: SUPERSEDED,
    LoadStatus.QUARANTINED: HELD,
    LoadStatus.REJECTED: REJECTED,
    LoadStatus.DUPLICATE: DUPLICATE,
    LoadStatus.IGNORED: IGNORED,
    LoadStatus.EXPIRED: EXPIRED,
    LoadStatus.ERROR: ERROR,
}
_OF_ABSENT = {State.MISSING: MISSING, State.LATE: LATE, State.NOT_DUE: NOT_DUE}
OF_CHECKS = {
    Status.PASS: Kind("✓", "good", Text("holder", "kept")),
    Status.WARN: Kind("!", "warn", Text("advarsel", "warning")),
    Status.FAIL: Kind("✕", "bad", Text("brudt", "broken")),
    Status.ERROR: Kind("E", "bad", Text("fejl hos os", "our error")),
    Status.NOT_RUN: Kind("?", "bad", Text("ikke kørt", "not run")),
    Status.NOT_APPLICABLE: Kind("–", "quiet", Text("ikke relevant", "not applicable")),
}
SEVERITIES = {
    "critical": Text("kritisk", "critical"),
    "warning": Text("advarsel", "warning"),
    "info": Text("oplysning", "information"),
}
DECISIONS = {
    "accept": Text("godkendt", "accepted"),
    "reject": Text("afvist", "rejected"),
    "override": Text("taget i kraft trods brud", "put in force in spite of what broke"),
}
_OWNERS = {"kommunen": Text("kommunen", "the municipality")}
DIMENSIONS = {
    "completeness": Text("fuldstændighed", "completeness"),
    "validity": Text("gyldighed", "validity"),
    "uniqueness": Text("entydighed", "uniqueness"),
    "consistency": Text("indre sammenhæng", "consistency"),
    "timeliness": Text("rettidighed", "timeliness"),
    "plausibility": Text("sandsynlighed", "plausibility"),
}


def owner_of(contract: Contract) -> Text:
    """Who delivers, in both languages; most owners have one name."""
    return _OWNERS.get(contract.owner, Text(contract.owner, contract.owner))


def of_load(run: Run, load_id: str) -> Kind:
    """What became of one load: in force on which terms, or held for what; perhaps a name is all that is missing."""
    found = _OF_LOADS[run.by_id[load_id].status]
    blocking = {check["check_id"] for check in run.checks.get(load_id, ()) if Status(check["status"]).blocks}
    if found is ACCEPTED:
        return DECIDED if blocking else WARNED if run.warned(load_id) else ACCEPTED
    return WAITING if found is HELD and blocking == {SIGNED_OFF} else found


def of_period(run: Run, period: PeriodState) -> list[Kind]:
    """What is in force, and beside it what came later and was turned away; else why nothing is."""
    found = [of_load(run, period.in_force_load)] if period.in_force_load else []
    if period.latest_load and period.latest_load != period.in_force_load:
        later = of_load(run, period.latest_load)
        found += [later] if later is not SUPERSEDED else []
    if period.state in _OF_ABSENT:
        found.append(_OF_ABSENT[period.state])
    return found


def counted(run: Run, periods: Iterable[PeriodState]) -> list[tuple[Kind, int]]:
    """How many periods have each state; every state stands in the list, so that it is the key of the signs too."""
    found = Counter(kind for period in periods for kind in of_period(run, period))
    return [(kind, found[kind]) for kind in OF_PERIODS]
