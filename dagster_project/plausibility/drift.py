"""Are the codes of a column spread as they were in the period before? Total variation distance, beyond chance.

The distance is half the sum of the differences between the shares: the part of the rows that would need another code
for the two periods to be alike. Two samples of one population differ too, the more the fewer rows they have; what
chance alone would give on average is taken off before the limit is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import pi, sqrt

from dagster_project.outcomes import Profile
from dagster_project.plausibility.verdict import FEWEST_SHOWN, Earlier, Verdict, judged, nothing_to_say

LIMIT = 0.10
MINIMUM_ROWS = 100
GONE = 50  # rows that a code would have had by its share before; none at all is then no chance
_NAMED = 8
Counts = Mapping[str, int]


def distance(now: Counts, before: Counts) -> float:
    """0: the same shares; 1: no code in common."""
    rows, rows_before = sum(now.values()), sum(before.values())
    codes = now.keys() | before.keys()
    return sum(abs(now.get(code, 0) / rows - before.get(code, 0) / rows_before) for code in codes) / 2


def by_chance(now: Counts, before: Counts) -> float:
    """The distance to be expected when both are drawn from the same spread of codes."""
    rows, rows_before = sum(now.values()), sum(before.values())
    shares = [(now.get(c, 0) + before.get(c, 0)) / (rows + rows_before) for c in now.keys() | before.keys()]
    per_code = [sqrt(share * (1 - share) * (1 / rows + 1 / rows_before)) for share in shares]
    return sum(per_code) * sqrt(2 / pi) / 2


def vanished(now: Counts, before: Counts) -> list[str]:
    """Codes of which none is left though by their share there should be many."""
    part = sum(now.values()) / sum(before.values())
    return sorted(code for code, rows in before.items() if code not in now and rows * part >= GONE)


def _names(codes: Counts, others: Counts, listed: Collection[str]) -> str:
    """Codes of the one that the other lacks: by name if the list knows them and there are enough rows, else counted.

    What stands in a code column and in no list may be anything, a person's number too.
    """
    lacking = {code: rows for code, rows in codes.items() if code not in others}
    named = sorted(code or "(empty)" for code, rows in lacking.items()
                   if rows >= FEWEST_SHOWN and (code in listed or not code))  # fmt: skip
    shown = ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")
    return f"{len(lacking)}" + (f" ({shown})" if shown else "")


def judge(
    column: str, profile: Profile, earlier: Earlier | None, listed: Collection[str], severity: str,
    limit: float = LIMIT, minimum_rows: int = MINIMUM_ROWS,
) -> Verdict:  # fmt: skip
    """A distance of exactly the limit, beyond chance, is no drift."""
    if earlier is None:
        return nothing_to_say("no earlier period")
    now, before = profile.codes.get(column, {}), earlier.profile.codes[column]
    if min(sum(now.values()), sum(before.values())) < minimum_rows:
        return nothing_to_say(f"fewer than {minimum_rows} rows")
    index, chance, gone = distance(now, before), by_chance(now, before), vanished(now, before)
    seen = (
        f"distance {index:.3f}, by chance {chance:.3f} ({earlier.period}); limit {limit:g} beyond chance; "
        f"new codes {_names(now, before, listed)}, vanished {_names(before, now, listed)}"
    )
    return judged(round(index - chance, 9) > limit or bool(gone), severity, seen)
