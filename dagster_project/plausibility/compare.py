"""Holds one load against the earlier periods: every band of the contract, and the codes of every coded column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dagster_project.contracts import CodeList, Column, Contract, Rule
from dagster_project.outcomes import CheckResult, Profile, Status
from dagster_project.plausibility import bands, drift
from dagster_project.plausibility.verdict import Earlier, Verdict
from dagster_project.validation import figures

_NO_PROFILE = Verdict(Status.NOT_RUN, "no figures")


def _result(load_id: str, rule: Rule, verdict: Verdict) -> CheckResult:
    asked = verdict.status not in (Status.NOT_APPLICABLE, Status.NOT_RUN)
    return CheckResult(
        load_id, rule.id, rule.description_da, rule.description_en, rule.severity, rule.dimension,
        int(asked), int(verdict.failed), verdict.observed, verdict.status,
    )  # fmt: skip


def _drift_rule(contract: Contract, column: Column) -> Rule:
    """What the contract says of the column's codes, or the defaults."""
    for rule in contract.rules:
        if rule.kind == "drift" and rule.columns == (column.name,):
            return rule
    return Rule(
        id=f"{column.name}_drift",
        kind="drift",
        columns=(column.name,),
        severity="warning",
        dimension="plausibility",
        description_da=f"{column.name}: koderne fordeler sig som i perioden før",
        description_en=f"{column.name}: codes are spread as in the period before",
    )


def _listed(column: Column, code_lists: Mapping[str, CodeList]) -> tuple[str, ...]:
    found = code_lists.get(column.code_list or "")
    return column.codes or (found.values if found else ())


def comparable(contract: Contract, period: str, in_force: Mapping[str, Profile]) -> list[Earlier]:
    """Periods before this one, in order. With several a year, those of the same month: deliveries have seasons.

    Of a source without periods, the delivery before.
    """
    season = slice(4, None) if contract.period in ("quarter", "half_year") else slice(0)
    return [
        Earlier(other, profile)
        for other, profile in sorted(in_force.items())
        if (other < period and other[season] == period[season]) or contract.period == "none"
    ]


def compare(
    contract: Contract,
    load_id: str,
    period: str,
    profile: Profile | None,
    in_force: Mapping[str, Profile],
    code_lists: Mapping[str, CodeList],
) -> Iterator[CheckResult]:
    """One result for each comparison. `in_force`: what is known of each period; nothing before is no pass."""
    earlier = comparable(contract, period, in_force)
    for rule in figures.bands(contract):
        yield _result(load_id, rule, bands.judge(rule, profile, earlier) if profile else _NO_PROFILE)
    for column in figures.coded(contract):
        rule, before = _drift_rule(contract, column), [e for e in earlier if e.profile.codes.get(column.name)]
        numbers = {word: rule.params[word] for word in ("limit", "minimum_rows") if word in rule.params}
        listed, last = _listed(column, code_lists), before[-1] if before else None
        verdict = drift.judge(column.name, profile, last, listed, rule.severity, **numbers) if profile else _NO_PROFILE
        yield _result(load_id, rule, verdict)
