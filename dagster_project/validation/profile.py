"""What is asked of each load as a whole: was it read in full, and is it of a plausible size?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dagster_project.contracts import Contract
from dagster_project.contracts.sql import literal, name
from dagster_project.outcomes import Candidate
from dagster_project.settings import Limits
from dagster_project.validation.check import CRITICAL, Check, flag
from dagster_project.validation.store import LOADS, Looked, Store

_FIGURES = ("rows_read", "rows_loaded", "rows_quarantined", "rows_erased", "rows_before")


def _share(limit: float) -> str:
    return f"{Decimal(str(limit)) * 100:f}".rstrip("0").rstrip(".") + " %"


def _check(check_id: str, dimension: str, sql: str, description_da: str, description_en: str) -> Check:
    return Check(check_id, "true", CRITICAL, dimension, description_da, description_en, flag(check_id), sql)


def checks(limits: Limits) -> list[Check]:
    """Checks on the table of loads, every one of them critical."""
    held, dropped = Decimal(str(limits.quarantined_share)), Decimal(str(limits.row_drop_share))
    return [
        _check(
            "load_complete",
            "completeness",
            "coalesce(missing_columns = 0 and rows_found = rows_loaded, false)",
            "De indlæste rækker og kolonner kan alle læses igen",
            "The rows and columns that were loaded can all be read back",
        ),
        _check("load_not_empty", "completeness", "rows_loaded > 0", "Mindst én række er indlæst", "A row was loaded"),
        _check(
            "load_adds_up",
            "consistency",
            "rows_read = rows_loaded + rows_quarantined + rows_erased",
            "Læste rækker = indlæste + tilbageholdte + slettede",
            "Rows read = loaded + quarantined + erased",
        ),
        _check(
            "load_quarantined_share",
            "validity",
            f"case when rows_read > 0 then rows_quarantined <= {held} * rows_read end",
            f"Højst {_share(limits.quarantined_share)} af rækkerne er tilbageholdt",
            f"At most {_share(limits.quarantined_share)} of the rows are quarantined",
        ),
        _check(
            "load_row_drop",
            "plausibility",
            f"case when rows_before > 0 then rows_before - rows_loaded <= {dropped} * rows_before end",
            f"Højst {_share(limits.row_drop_share)} færre rækker end den leverance, der afløses",
            f"At most {_share(limits.row_drop_share)} fewer rows than the load it replaces",
        ),
    ]


def as_query(check: Check) -> Check:
    """The same question as a query, so that it can be asked beside those to the rows."""
    # Great Expectations warns of a query that does not name its batch; the loads of this one are those of the batch.
    about = "/* the loads of {batch} */"
    return replace(
        check, kind="rows", sql=f"select _load_id, 1 as failed from {LOADS} {about} where not {name(check.column)}"
    )


def missing(contract: Contract, looked: Looked) -> int | None:
    """How many columns the file lacks, or holds as another type; None when it can't be read."""
    if looked.columns is None:
        return None
    wanted = {f"{column.name} {column.sql_type}" for column in contract.columns}
    return len(wanted.union(("_load_id VARCHAR", "_period VARCHAR")) - looked.columns)


def show_loads(
    store: Store, contract: Contract, candidates: Sequence[Candidate], looked: Sequence[Looked], asked: Sequence[Check]
) -> None:
    """Makes the view `loads`, one row a candidate, with one truth value for each condition."""
    rows = []
    for candidate, found in zip(candidates, looked, strict=True):
        figures = [getattr(candidate, figure) for figure in _FIGURES] + [found.rows, missing(contract, found)]
        rows.append(f"({literal(candidate.load_id)}, {', '.join('null' if f is None else str(f) for f in figures)})")
    columns = ", ".join(("_load_id", *_FIGURES, "rows_found", "missing_columns"))
    types = ", ".join(f"{figure}::bigint as {figure}" for figure in (*_FIGURES, "rows_found", "missing_columns"))
    store.query(f"create table load_figures as select _load_id, {types} from (values {', '.join(rows)}) t({columns})")
    flags = ", ".join(f"({check.sql}) as {name(check.column)}" for check in asked)
    store.query(f"create view {LOADS} as select *, {flags} from load_figures")


def applies(store: Store, asked: Sequence[Check]) -> set[tuple[str, str]]:
    """(check id, load id) of the questions that have an answer: a first load replaces nothing."""
    known = ", ".join(f"{name(check.column)} is not null" for check in asked)
    rows = store.query(f"select _load_id, {known} from {LOADS}")
    return {(check.id, row[0]) for row in rows for check, answered in zip(asked, row[1:], strict=True) if answered}


def observed(check_id: str, candidate: Candidate) -> str:
    """The figure that the check looked at, as text."""
    if check_id == "load_quarantined_share":
        return f"{candidate.rows_quarantined / max(candidate.rows_read, 1):.4%}"
    if check_id == "load_row_drop":
        return f"{candidate.rows_before} → {candidate.rows_loaded}" if candidate.rows_before else ""
    parts = [candidate.rows_loaded, candidate.rows_quarantined] + [candidate.rows_erased] * (candidate.rows_erased > 0)
    return f"{candidate.rows_read} = {' + '.join(map(str, parts))}"
