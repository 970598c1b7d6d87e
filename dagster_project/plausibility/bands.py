"""A figure of a load against the same figure of earlier periods, within the band that the contract states."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from dagster_project.contracts import Rule
from dagster_project.outcomes import Profile
from dagster_project.plausibility.verdict import FEWEST_SHOWN, Earlier, Verdict, judged, nothing_to_say, percent
from dagster_project.validation.figures import measure_key

MINIMUM_ROWS = 50
MEDIAN_OF = 3
_COUNTS = ("rows", "distinct")
_PARTS = ("mean", "share")


def figure(rule: Rule, profile: Profile) -> float | None:
    """The figure of one load; None where it has none."""
    if rule.params["measure"] == "rows" and "where" not in rule.params:
        return float(profile.rows)
    key = measure_key(rule)
    if rule.params["measure"] in _PARTS:
        of = profile.measures.get(f"{key} n")
        return profile.measures.get(key, 0) / of if of else None
    return profile.measures.get(key)


def _periods(rule: Rule) -> int:
    """How many of the nearest periods count."""
    return int(rule.params.get("periods", MEDIAN_OF)) if rule.params.get("against") == "median" else 1


def _few(rule: Rule, profile: Profile) -> bool:
    """Whether the figure would tell of a handful of persons."""
    if rule.params["measure"] in _COUNTS:
        return 0 < (figure(rule, profile) or 0) < FEWEST_SHOWN
    if rule.params["measure"] == "share":
        part, of = profile.measures.get(measure_key(rule), 0), profile.measures.get(f"{measure_key(rule)} n", 0)
        return 0 < part < FEWEST_SHOWN or 0 < of - part < FEWEST_SHOWN
    return 0 < profile.rows < FEWEST_SHOWN


def _written(rule: Rule, value: float) -> str:
    return f"{100 * value:.1f} %" if rule.params["measure"] == "share" else f"{value:.2f}".rstrip("0").rstrip(".")


def judge(rule: Rule, profile: Profile, earlier: Sequence[Earlier]) -> Verdict:
    """`earlier` in order, the nearest last. A change by exactly the limit is inside the band."""
    value = figure(rule, profile)
    before = [one for one in earlier if figure(rule, one.profile) is not None]
    before = before[-_periods(rule) :]
    if value is None or not before:
        return nothing_to_say("no figure to compare" if value is None else "no earlier period")
    enough = min if rule.params["measure"] in _PARTS else max
    least, rows_before = int(rule.params.get("minimum_rows", MINIMUM_ROWS)), median(o.profile.rows for o in before)
    if enough(profile.rows, rows_before) < least:
        return nothing_to_say(f"fewer than {least} rows")
    base = median(figure(rule, one.profile) or 0.0 for one in before)
    if not base:
        return nothing_to_say("nothing in the earlier period")
    change = (Decimal(repr(value)) - Decimal(repr(base))) / abs(Decimal(repr(base)))
    lowest, highest = (rule.params.get(word) for word in ("lowest", "highest"))
    outside = (lowest is not None and change < Decimal(str(lowest))) or (
        highest is not None and change > Decimal(str(highest))
    )
    band = " … ".join("" if limit is None else percent(limit) for limit in (lowest, highest))
    which = ", ".join(one.period for one in before)
    which = which if len(before) == 1 else f"median {which}"
    if any(_few(rule, one) for one in (profile, *(o.profile for o in before))):
        return judged(outside, rule.severity, f"few ← ({which}); band {band}")
    seen = f"{_written(rule, value)} ← {_written(rule, base)} ({which}): {percent(float(change))}; band {band}"
    return judged(outside, rule.severity, seen)
