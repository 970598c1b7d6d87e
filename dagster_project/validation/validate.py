"""One validation of one source and run: all its candidates at once, answers for each load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb

from dagster_project.contracts import CodeList, Contract
from dagster_project.outcomes import Candidate, CheckResult, Profile, Status
from dagster_project.settings import Limits
from dagster_project.validation import figures, plan, profile
from dagster_project.validation.answers import per_load, result
from dagster_project.validation.check import Answer, Check
from dagster_project.validation.store import LOADS, ROWS, Looked, Store


@dataclass(frozen=True)
class Validated:
    """What was answered, and the figures of each load that can be read: to be compared with earlier ones."""

    checks: list[CheckResult]
    profiles: dict[str, Profile] = field(default_factory=dict)


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
) -> Validated:
    """Asks everything that the contract promises of every candidate; a result for each check and load.

    Every check is asked once over all candidates together, since the cost of asking is per question and a source can
    have hundreds of files. With `docs`, Data Docs are written to that folder. Raises ValueError without candidates:
    nothing can't pass.
    """
    if not candidates:
        raise ValueError(f"{contract.source}: nothing to validate")
    from dagster_project.validation.gx.run import Session  # takes seconds, so late

    of_rows, of_loads = list(plan.checks(contract, code_lists, as_of)), profile.checks(limits)
    with Store(candidates[0].parquet.parent, memory_limit, threads) as store:
        looked = [store.look(candidate.parquet) for candidate in candidates]
        profile.show_loads(store, contract, candidates, looked, of_loads)
        rows = _readable(contract, candidates, looked)
        broken = _show_rows(store, contract, [c.parquet for c in candidates if c.load_id in rows], of_rows)
        about_rows = of_rows if rows and not broken else []
        # One validation, since each has its own price: what is asked of loads is a query beside the questions to rows.
        session = Session(contract.source, store.database, docs)
        answers = session.run(ROWS if about_rows else LOADS, [*map(profile.as_query, of_loads), *about_rows])
        applies = profile.applies(store, of_loads)
        whole = [candidate for candidate in candidates if candidate.load_id in rows]
        profiles = _profiles(store, contract, whole)
    if broken:
        answers |= {check.id: Answer(error=broken) for check in of_rows}
    checks = [*_loads(candidates, of_loads, answers, applies), *_rows(candidates, of_rows, answers, rows)]
    return Validated(checks, profiles)


def _readable(contract: Contract, candidates: Sequence[Candidate], looked: Sequence[Looked]) -> dict[str, int]:
    """Rows by load id, of the files that can be read back with every column."""
    return {
        candidate.load_id: file.rows
        for candidate, file in zip(candidates, looked, strict=True)
        if file.rows is not None and not profile.missing(contract, file)
    }


def _profiles(store: Store, contract: Contract, whole: Sequence[Candidate]) -> dict[str, Profile]:
    """Figures by load; none where the engine does not understand what the contract asks for."""
    try:
        return figures.profiles(store, contract, whole)
    except duckdb.Error:
        return {}


def _show_rows(store: Store, contract: Contract, files: Sequence[Path], asked: Sequence[Check]) -> str:
    """Makes the view of all rows; the name of what went wrong, if anything did."""
    if not files:
        return ""
    try:
        store.show_rows(contract, files, asked)
    except duckdb.Error as error:
        return type(error).__name__
    return ""


def _loads(
    candidates: Sequence[Candidate],
    asked: Sequence[Check],
    answers: Mapping[str, Answer],
    applies: set[tuple[str, str]],
) -> Iterator[CheckResult]:
    """Results about each load as a whole."""
    by_id = {candidate.load_id: candidate for candidate in candidates}

    def evaluated(check: Check, load: str) -> int:
        return int((check.id, load) in applies)

    for one in per_load(asked, answers, list(by_id), evaluated):
        figure = profile.observed(one.check_id, by_id[one.load_id])
        yield one if one.status in (Status.ERROR, Status.NOT_RUN) else replace(one, observed=figure)


def _rows(
    candidates: Sequence[Candidate], asked: Sequence[Check], answers: Mapping[str, Answer], rows: Mapping[str, int]
) -> Iterator[CheckResult]:
    """Results about the rows; those of a load that can't be read back are not run."""
    for candidate in candidates:
        if candidate.load_id not in rows:
            yield from (result(check, candidate.load_id, Status.NOT_RUN, observed="not readable") for check in asked)
    if rows:
        yield from per_load(asked, answers, list(rows), lambda _, load: rows[load])
