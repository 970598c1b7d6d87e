"""From what was answered about all loads together to one result for each check and load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dagster_project.outcomes import CheckResult, Status
from dagster_project.validation.check import CRITICAL, Answer, Check


def result(
    check: Check, load_id: str, status: Status, *, evaluated: int = 0, failed: int = 0, observed: str = ""
) -> CheckResult:
    """The check's words with what was found."""
    return CheckResult(
        load_id=load_id,
        check_id=check.id,
        description_da=check.description_da,
        description_en=check.description_en,
        severity=check.severity,
        dimension=check.dimension,
        evaluated=evaluated,
        failed=failed,
        observed=observed,
        status=status,
    )


def _status(check: Check, evaluated: int, failed: int) -> Status:
    if failed:
        return Status.FAIL if check.severity == CRITICAL else Status.WARN
    return Status.PASS if evaluated else Status.NOT_APPLICABLE


def per_load(
    checks: Sequence[Check],
    answers: Mapping[str, Answer],
    loads: Sequence[str],
    evaluated: Callable[[Check, str], int],
) -> Iterator[CheckResult]:
    """Results for the loads of a view; `evaluated` says how many rows of a load a check looked at.

    A check without an answer was not run. Failing rows of a load that is not among those asked about are an error.
    """
    for check in checks:
        answer = answers.get(check.id)
        if answer is None:
            yield from (result(check, load, Status.NOT_RUN, observed=check.impossible) for load in loads)
        elif answer.error or not set(answer.failed) <= set(loads):
            error = answer.error or "unknown load"
            yield from (result(check, load, Status.ERROR, observed=error) for load in loads)
        else:
            for load in loads:
                rows, failed = evaluated(check, load), answer.failed.get(load, 0)
                observed = f"{failed / rows:.4%}" if rows else ""
                status = _status(check, rows, failed)
                yield result(check, load, status, evaluated=rows, failed=failed, observed=observed)
