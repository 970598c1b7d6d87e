"""The page of one source: what it promises, how it has come over time, and a section for every load."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dagster_project.contracts.model import Contract
from dagster_project.ledger import LoadRow
from dagster_project.outcomes import LoadStatus, Status
from dagster_project.report import states
from dagster_project.report.charts import Bars, bars
from dagster_project.report.data_docs import page_of
from dagster_project.report.run import Record, Run
from dagster_project.report.text import Text

_ORDER = {name: place for place, name in enumerate(states.DIMENSIONS)}
_QUIET = {Status.PASS.value, Status.NOT_APPLICABLE.value}


@dataclass(frozen=True)
class Asked:
    """The checks of one load in one dimension, by how they ended."""

    dimension: str
    asked: int
    ended: Counter[tuple[str, str]]  # severity, status

    def broken(self, severity: str) -> int:
        return sum(n for (found, status), n in self.ended.items() if found == severity and status not in _QUIET)


@dataclass(frozen=True)
class Section:
    """One load as its section shows it."""

    load: LoadRow
    kind: states.Kind
    warnings: Sequence[Text]
    asked: Sequence[Asked]
    notable: Sequence[Record]
    quiet: Sequence[Record]
    quarantine: Sequence[Record]
    replaces: LoadRow | None
    replaced_by: LoadRow | None
    revisions: Sequence[Record]
    sign_offs: Sequence[Record]
    data_docs: str | None

    @property
    def balance(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.load.rows_read == self.load.rows_loaded + self.load.rows_quarantined


def _dimension(check: Record) -> tuple[int, str]:
    return _ORDER.get(check["dimension"], len(_ORDER)), check["check_id"]


def asked_by_dimension(checks: Sequence[Record]) -> list[Asked]:
    """In the order of the dimensions; one in which nothing was asked is not there."""
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for check in sorted(checks, key=_dimension):
        found[check["dimension"]][check["severity"], check["status"]] += 1
    return [Asked(dimension, ended.total(), ended) for dimension, ended in found.items()]


_SAID = {
    "extra columns ignored": "ekstra kolonner er ikke læst",
    "optional columns not delivered": "valgfri kolonner er ikke leveret",
}

_DIALECT = {
    "date_form": Text("datoer", "dates"),
    "decimal_mark": Text("decimaltegn", "decimal mark"),
}


def _in_both(warning: str) -> Text:
    said, colon, which = warning.partition(":")
    return Text(_SAID.get(said, said) + colon + which, warning)


def _section(run: Run, load: LoadRow, replaced_by: dict[str, LoadRow]) -> Section:
    checks = sorted(run.checks.get(load.load_id, ()), key=_dimension)
    return Section(
        load=load,
        kind=states.of_load(run, load.load_id),
        warnings=[_in_both(warning) for warning in load.warnings],
        asked=asked_by_dimension(checks),
        notable=[check for check in checks if check["status"] not in _QUIET],
        quiet=[check for check in checks if check["status"] in _QUIET],
        quarantine=sorted(run.quarantine.get(load.load_id, ()), key=lambda found: -found["rows"]),
        replaces=run.by_id.get(load.supersedes or ""),
        replaced_by=replaced_by.get(load.load_id),
        revisions=run.revisions.get(load.load_id, ()),
        sign_offs=run.sign_offs.get(load.load_id, ()),
        data_docs=page_of(run.settings, load),
    )


@dataclass(frozen=True)
class RuleLine:
    """One check over all loads in force: how many rows it was asked of, and how many broke it."""

    record: Record
    loads: int
    evaluated: int
    failed: int
    loads_with_failures: int


def _rules(run: Run, in_force: Sequence[LoadRow]) -> list[RuleLine]:
    lines: dict[str, RuleLine] = {}
    for load in in_force:
        for check in run.checks.get(load.load_id, ()):
            line = lines.get(check["check_id"], RuleLine(check, 0, 0, 0, 0))
            lines[check["check_id"]] = replace(
                line,
                record=check,
                loads=line.loads + 1,
                evaluated=line.evaluated + check["evaluated"],
                failed=line.failed + check["failed"],
                loads_with_failures=line.loads_with_failures + (check["failed"] > 0),
            )
    return sorted(lines.values(), key=lambda line: _dimension(line.record))


def _charts(contract: Contract, loads: Sequence[LoadRow]) -> list[Bars]:
    """Volume and share set aside: by period of what is in force, or by delivery of a source without periods."""
    if contract.period == "none":
        shown = [load for load in loads if load.status in (LoadStatus.ACCEPTED, LoadStatus.SUPERSEDED)]
        labels = [load.as_of for load in shown]
    else:
        shown = sorted((load for load in loads if load.status is LoadStatus.ACCEPTED), key=lambda load: load.period)
        labels = [load.period for load in shown]
    if len(shown) < 2:
        return []
    read = [load.rows_read for load in shown]
    shares = [load.rows_quarantined / max(load.rows_read, 1) for load in shown]
    worst = labels[shares.index(max(shares))]
    volume = Text(
        f"{len(shown)} leverancer fra {labels[0]} til {labels[-1]}: mellem {min(read)} og {max(read)} rækker.",
        f"{len(shown)} loads from {labels[0]} to {labels[-1]}: between {min(read)} and {max(read)} rows.",
    )
    failure = Text(
        f"Højest {100 * max(shares):.2f} procent, i {worst}." if any(shares) else "Ingen rækker er sat til side.",
        f"At most {100 * max(shares):.2f} per cent, in {worst}." if any(shares) else "No row was set aside.",
    )
    return [
        bars(
            Text("Rækker i det, der er i kraft", "Rows of what is in force"), volume, labels,
            [(load.rows_loaded, load.rows_quarantined) for load in shown],
            (Text("indlæst", "loaded"), Text("i karantæne", "quarantined")),
        ),
        bars(
            Text("Andel i karantæne", "Share in quarantine"), failure, labels, [(0, share) for share in shares],
            as_share=True,
        ),
    ]  # fmt: skip


def source_page(run: Run, contract: Contract) -> dict[str, Any]:
    """The context of the page of one source; newest load first."""
    loads = run.loads_of(contract.source)
    replaced_by = {load.supersedes: load for load in loads if load.supersedes}
    in_force = [load for load in loads if load.status is LoadStatus.ACCEPTED]
    sections = [_section(run, load, replaced_by) for load in reversed(loads)]
    return {
        "contract": contract,
        "periods": [(period, states.of_period(run, period)) for period in run.periods_of(contract.source)],
        "counted": states.counted(run, run.periods_of(contract.source)),
        "charts": _charts(contract, loads),
        "rules": _rules(run, in_force),
        "sections": sections,
        "states": states,
        "dialect_words": _DIALECT,
        "names": lambda listed: ", ".join(json.loads(listed)) if listed else "",
    }
