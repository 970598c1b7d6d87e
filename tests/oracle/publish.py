"""Primary suppression: what the published tables may never show, whatever else they hide."""

from dataclasses import dataclass, field

import pandas as pd

THRESHOLD = 5


@dataclass(frozen=True)
class Rule:
    """Counts of persons, shares as (share, numerator, denominator, what follows from it), figures over (persons)."""

    counts: tuple[str, ...] = ()
    shares: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    means: dict[str, str] = field(default_factory=dict)


BANDS = ("band_1", "band_2", "band_3", "band_4")
ANSWERS = ("n_1", "n_2", "n_3", "n_4", "n_5")
RULES: dict[str, Rule] = {
    "helaarsboern": Rule(("children",)),
    "special_education_cost": Rule(means={"unit_cost_fixed": "helaarsboern"}),
    "segregation_rate": Rule(
        ("segregated", "special_education", "pupils"),
        (
            ("segregation_rate", "segregated", "pupils", ("index_since_first", "distance_to_target")),
            ("special_education_rate", "special_education", "pupils", ()),
        ),
    ),
    "return_rate": Rule(("referred", "still_enrolled", "returned"), (("rate", "returned", "still_enrolled", ()),)),
    "absence": Rule(
        ("pupils", "high_absence_pupils"),
        (("high_absence_share", "high_absence_pupils", "pupils", ()),),
        dict.fromkeys(("mean_absence", "sick", "permitted", "unpermitted"), "pupils"),
    ),
    "wellbeing_indicator": Rule(
        ("respondents", "low", *BANDS), (("low_share", "low", "respondents", ()),), {"mean": "respondents"}
    ),
    "wellbeing_item": Rule(
        ("respondents", "headline_n", *ANSWERS), (("headline_share", "headline_n", "respondents", ()),)
    ),
    "placement": Rule(("children_end_of_year",), (("consent_share", "_consenting", "_consent_known", ()),)),
    "preventive_measure": Rule(("children",)),
    "notification": Rule(("children",)),
    "childcare": Rule(("children",)),
    "intermediate_forms": Rule(("children",)),
    "waiting_time": Rule(means=dict.fromkeys(("median_days", "p90_days"), "_started")),
    "staff_survey": Rule(
        ("n", "respondents", "invited"),
        (("share", "n", "respondents", ()), ("response_rate", "respondents", "invited", ())),
    ),
    "personnel": Rule(("heads", "printed_heads")),
    "inclusion_funds": Rule(("pupils",), means=dict.fromkeys(("inclusion_per_pupil", "unbound_per_pupil"), "pupils")),
    "reallocation_scenario": Rule(
        (),
        (("segregation_rate_after", "_segregated", "_pupils", ()),),
        {"unit_cost_from": "_places"},
    ),
    "school_starters": Rule(("starters", "segregated"), (("rate", "segregated", "starters", ()),)),
    "outcome_after_school": Rule(("persons", "group_size"), (("share", "persons", "group_size", ()),)),
    "risk_factor": Rule(("pupils_with", "pupils"), (("share", "pupils_with", "pupils", ()),)),
    "intervention_outcome": Rule(
        ("finished_now_segregated", "finished_now_general"),
        (),
        {
            "absence_before": "_before",
            "absence_after": "_after",
            "price_teaching": "_teaching",
            "price_treatment": "_treatment",
        },
    ),
}


def hidden(mart: str, rows: pd.DataFrame) -> pd.DataFrame:
    """For every measure under a rule, the rows in which it must not be seen."""
    rule = RULES.get(mart, Rule())
    found = {name: _small(rows[name]) for name in rule.counts}
    for share, numerator, denominator, followers in rule.shares:
        risky = _small(rows[numerator]) | _small(rows[denominator] - rows[numerator])
        found |= {
            name: found.get(name, risky) | risky for name in (share, numerator, *followers) if not name.startswith("_")
        }
    for mean, persons in rule.means.items():
        found[mean] = rows[persons].lt(THRESHOLD) & rows[mean].notna()
    # A zero is shown as zero, also where the rest of its share is small.
    counted = {*rule.counts, *(numerator for _, numerator, *_ in rule.shares)}
    for name in counted & found.keys():
        found[name] &= rows[name].ne(0)
    return pd.DataFrame({name: mask & rows[name].notna() for name, mask in found.items()}, index=rows.index)


def _small(count: pd.Series) -> pd.Series:
    return count.between(1, THRESHOLD - 1)


def published(mart: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The table after primary suppression."""
    mask = hidden(mart, rows)
    shown = rows.assign(**{name: rows[name].astype(object).mask(mask[name], None) for name in mask})
    names = (
        [", ".join(name for name in mask if row[name]) or None for row in mask.to_dict("records")]
        if len(mask.columns)
        else None
    )
    return shown.assign(suppressed_measures=names, is_suppressed=mask.any(axis=1) if len(mask.columns) else False)
