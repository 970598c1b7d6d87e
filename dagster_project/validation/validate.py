"""One validation of one source and run: all its candidates at once, answers for each load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dagster_project.contracts import CodeList, Contract
from dagster_project.outcomes import Candidate, CheckResult, Status
from dagster_project.settings import Limits
from dagster_project.validation import plan, profile
from dagster_project.validation.answers import per_load, result
from dagster_project.validation.check import Answer, Check
from dagster_project.validation.store import LOADS, ROWS, Looked, Store

if TYPE_CHECKING:
    from dagster_project.validation.gx.run import Session


def validate(
    contract: Contract,
    candidates: Sequence[Candidate],
    *,
    as_of: date,
    code_lists: Mapping[str, CodeList],
    docs: Path | None,
    memory_limit: str,
    threads: int,
    limits: Limits,
) -> list[CheckResult]:
    """Asks everything that the contract promises of every candidate; a result for each check and load.

    Every check is asked once over all candidates together, since the cost of asking is per question and a source can
    have hundreds of files. With `docs`, Data Docs are written to that folder. Raises ValueError without candidates:
    nothing can't pass.
    """
    if not candidates:
        raise ValueError(f"{contract.source}: nothing to validate")
    from dagster_project.validation.gx.run import Session  # takes seconds, so late

    asked = list(plan.checks(contract, code_lists, as_of))
    with Store(candidates[0].parquet.parent, memory_limit, threads) as store:
        looked = [store.look(candidate.parquet) for candidate in candidates]
        session = Session(contract.source, store.database, docs)
        found = [*_loads(session, store, contract, candidates, looked, profile.checks(limits))]
        found += _rows(session, store, contract, candidates, looked, asked)
        return found


def _loads(
    session: Session,
    store: Store,
    contract: Contract,
    candidates: Sequence[Candidate],
    looked: Sequence[Looked],
    asked: Sequence[Check],
) -> Iterator[CheckResult]:
    """Results about each load as a whole."""
    profile.show_loads(store, contract, candidates, looked, asked)
    applies = profile.applies(store, asked)
    answers = session.run(LOADS, asked)
    by_id = {candidate.load_id: candidate for candidate in candidates}

    def evaluated(check: Check, load: str) -> int:
        return int((check.id, load) in applies)

    for one in per_load(asked, answers, list(by_id), evaluated):
        figure = profile.observed(one.check_id, by_id[one.load_id])
        yield one if one.status in (Status.ERROR, Status.NOT_RUN) else replace(one, observed=figure)


def _rows(
    session: Session,
    store: Store,
    contract: Contract,
    candidates: Sequence[Candidate],
    looked: Sequence[Looked],
    asked: Sequence[Check],
) -> Iterator[CheckResult]:
    """Results about the rows; those of a load that can't be read back are not run."""
    rows: dict[str, int] = {}
    files = []
    for candidate, file in zip(candidates, looked, strict=True):
        if file.rows is None or profile.missing(contract, file):
            yield from (result(check, candidate.load_id, Status.NOT_RUN, observed="not readable") for check in asked)
        else:
            rows[candidate.load_id] = file.rows
            files.append(candidate.parquet)
    if not files:
        return
    try:
        store.show_rows(contract, files, asked)
        answers = session.run(ROWS, asked)
    except duckdb.Error as error:
        answers = {check.id: Answer(error=type(error).__name__) for check in asked}
    yield from per_load(asked, answers, list(rows), lambda _, load: rows[load])
