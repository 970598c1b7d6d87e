"""One comparison's answer: a status, and the sentence that names the band, the value and what it was held against."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.outcomes import Profile, Status

FEWEST_SHOWN = 5  # counts of persons below this are not written where reviewers read


@dataclass(frozen=True)
class Earlier:
    """A period before the one in question, and what it was like."""

    period: str
    profile: Profile


@dataclass(frozen=True)
class Verdict:
    status: Status
    observed: str

    @property
    def failed(self) -> bool:
        return self.status in (Status.WARN, Status.FAIL)


def nothing_to_say(why: str) -> Verdict:
    """The question does not arise; that is no pass."""
    return Verdict(Status.NOT_APPLICABLE, why)


def judged(outside: bool, severity: str, observed: str) -> Verdict:
    if not outside:
        return Verdict(Status.PASS, observed)
    return Verdict(Status.FAIL if severity == "critical" else Status.WARN, observed)


def percent(share: float) -> str:
    return f"{100 * share:+.1f} %"
