"""Every mart calculated here: its grain, its measures, and the sources it can't do without."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tests.oracle import absence, children, helaarsboern, money, segregation, wellbeing
from tests.oracle.read import Extracts

PUPIL_SOURCES = ("kotre", "bef", "udsp", "institution")


@dataclass(frozen=True)
class Mart:
    """One table of the output contract."""

    calculate: Callable[[Extracts, date], pd.DataFrame]
    grain: tuple[str, ...]
    measures: tuple[str, ...]
    needs: tuple[str, ...]


def _mart(calculate: Callable[[Extracts, date], pd.DataFrame], grain: str, measures: str, *needs: str) -> Mart:
    return Mart(calculate, tuple(grain.split()), tuple(measures.split()), needs)


MARTS: dict[str, Mart] = {
    "helaarsboern": _mart(
        helaarsboern.helaarsboern,
        "municipality_code year district offer_type",
        "children days helaarsboern is_provisional",
        "visitation",
    ),
    "special_education_cost": _mart(
        money.special_education_cost,
        "municipality_code year offer_type kind",
        "amount_current amount_fixed helaarsboern unit_cost_fixed",
        "oekonomi",
        "visitation",
    ),
    "cost_projection": _mart(money.cost_projection, "municipality_code year series", "amount_fixed", "oekonomi"),
    "area_cost_index": _mart(
        money.area_cost_index, "municipality_code year area", "amount_fixed index_since_first is_expected", "oekonomi"
    ),
    "budget_balance": _mart(
        money.budget_balance, "municipality_code year", "budget_fixed accounts_fixed balance balance_share", "oekonomi"
    ),
    "segregation_rate": _mart(
        segregation.segregation_rate,
        "municipality_code school_year district denominator_scope",
        "segregated special_education pupils segregation_rate special_education_rate "
        "index_since_first target_rate distance_to_target",
        *PUPIL_SOURCES,
        "visitation",
    ),
    "return_rate": _mart(
        segregation.return_rate,
        "municipality_code school_year stage",
        "referred still_enrolled returned rate",
        *PUPIL_SOURCES,
    ),
    "absence": _mart(
        absence.absence,
        "municipality_code school_year instnr stage",
        "pupils mean_absence sick permitted unpermitted high_absence_pupils high_absence_share",
        "fravaer",
        "institution",
        "kotre",
    ),
    "wellbeing_indicator": _mart(
        wellbeing.wellbeing_indicator,
        "municipality_code school_year instnr indicator",
        "respondents mean low low_share band_1 band_2 band_3 band_4",
        "trivsel",
        "institution",
    ),
    "wellbeing_item": _mart(
        wellbeing.wellbeing_item,
        "municipality_code school_year instnr item",
        "respondents n_1 n_2 n_3 n_4 n_5 headline_n headline_share",
        "trivsel",
        "institution",
    ),
    "placement": _mart(
        children.placement,
        "municipality_code year placement_group",
        "children_end_of_year started ended helaarsboern consent_share",
        "buaf",
    ),
    "preventive_measure": _mart(
        children.preventive_measure,
        "municipality_code year measure_group",
        "children started active_end_of_year",
        "bufo",
    ),
}


def calculate(extracts: Extracts, as_of: date) -> dict[str, pd.DataFrame]:
    """Every mart whose sources are there."""
    possible = {name: mart for name, mart in MARTS.items() if all(need in extracts for need in mart.needs)}
    return {name: mart.calculate(extracts, as_of) for name, mart in possible.items()}
