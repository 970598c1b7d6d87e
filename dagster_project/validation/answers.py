"""From what was answered about all loads together to one result for each check and load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dagster_project.outcomes import CheckResult, Status
from dagster_project.validation.attribution import failed_per_load
from dagster_project.validation.check import CRITICAL, Answer, Check
from dagster_project.validation.store import Store


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
    store: Store,
    view: str,
    checks: Sequence[Check],
    answers: Mapping[str, Answer],
    loads: Sequence[str],
    evaluated: Callable[[Check, str], int],
) -> Iterator[CheckResult]:
    """Results for the loads of the view; `evaluated` says how many rows of a load a check looked at.

    A check without an answer was not run. One whose failing rows, counted load by load, are not as many as were
    counted over all loads is an error: one of the two is wrong.
    """
    failing = [c for c in checks if (a := answers.get(c.id)) and not a.error and not a.success and a.per_load is None]
    counted = failed_per_load(store, view, failing)
    for check in checks:
        answer = answers.get(check.id)
        if answer is None:
            yield from (result(check, load, Status.NOT_RUN, observed=check.impossible) for load in loads)
            continue
        failed = answer.per_load if answer.per_load is not None else counted.get(check.id, {})
        error = answer.error
        if not error and sum(failed.get(load, 0) for load in loads) != answer.failed:
            error = "counts disagree"
        if error:
            yield from (result(check, load, Status.ERROR, observed=error) for load in loads)
            continue
        for load in loads:
            rows, bad = evaluated(check, load), failed.get(load, 0)
            observed = f"{bad / rows:.4%}" if rows else ""
            yield result(check, load, _status(check, rows, bad), evaluated=rows, failed=bad, observed=observed)
