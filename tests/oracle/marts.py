"""Every mart calculated here: its grain, its measures, and the sources it can't do without."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tests.oracle import (
    absence,
    care,
    children,
    forecast,
    funds,
    helaarsboern,
    leaving,
    money,
    plans,
    risk,
    segregation,
    staff,
    support,
    visits,
    wellbeing,
)
from tests.oracle.read import Extracts

PLACED_PUPILS = ("kotre", "bef", "institution")
PUPIL_SOURCES = (*PLACED_PUPILS, "udsp")


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
    "cost_projection": _mart(
        money.cost_projection,
        "municipality_code year series",
        "amount_fixed",
        "oekonomi",
        "prognose",
        *PLACED_PUPILS,
    ),
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
    "notification": _mart(care.notification, "municipality_code year notifier cause", "notifications children", "buu"),
    "childcare": _mart(care.childcare, "municipality_code year offer", "children full_time_units", "boernfb"),
    "waiting_time": _mart(
        visits.waiting_time,
        "municipality_code year offer_type",
        "cases median_days p90_days still_waiting",
        "visitation",
    ),
    "intermediate_forms": _mart(
        visits.intermediate_forms,
        "municipality_code year cluster level",
        "children helaarsboern",
        "visitation",
        "institution",
    ),
    "pupil_forecast": _mart(
        forecast.pupil_forecast, "municipality_code year district", "pupils change_since_first", "prognose"
    ),
    "staff_survey": _mart(
        staff.staff_survey,
        "municipality_code year question group_kind group_value answer",
        "n respondents share invited response_rate",
        "survey",
        "survey_inviteret",
        "institution",
    ),
    "personnel": _mart(
        staff.personnel,
        "municipality_code year district unit",
        "heads full_time printed_heads printed_full_time",
        "personale",
    ),
    "inclusion_funds": _mart(
        funds.inclusion_funds,
        "municipality_code year instnr",
        "inklusionspulje stoettetimer enhedstakst_udlagt enhedstakst_betalt unbound pupils "
        "inclusion_per_pupil unbound_per_pupil",
        "pulje",
        "kotre",
        "institution",
    ),
    "reallocation_scenario": _mart(
        funds.reallocation_scenario,
        "scenario municipality_code year from_offer to_offer",
        "share_moved helaarsboern_moved unit_cost_from unit_cost_to potential segregation_rate_after",
        "oekonomi",
        "visitation",
        "scenario",
        *PUPIL_SOURCES,
    ),
    "school_starters": _mart(
        leaving.school_starters, "municipality_code school_year", "starters segregated rate", *PUPIL_SOURCES
    ),
    "outcome_after_school": _mart(
        leaving.outcome_after_school,
        "municipality_code leaving_year leaver_group status",
        "persons group_size share",
        "beskaeftigelse",
        *PUPIL_SOURCES,
    ),
    "risk_factor": _mart(
        risk.risk_factor,
        "municipality_code school_year factor",
        "pupils_with pupils share",
        "uaf_adm",
        "uaf_diag",
        "buaf",
        "bufo",
        "buu",
        *PUPIL_SOURCES,
    ),
    "support_decisions": _mart(
        support.support_decisions,
        "municipality_code half_year instnr",
        "decisions decisions_over_nine_hours",
        "afgoerelse",
        "institution",
    ),
    "intervention_outcome": _mart(
        support.intervention_outcome,
        "municipality_code intervention start_year",
        "enrolled finished ongoing finished_now_segregated finished_now_general absence_before absence_after "
        "price_teaching price_treatment",
        "indsats",
        "fravaer",
        *PUPIL_SOURCES,
    ),
    "investment_plan": _mart(
        plans.investment_plan, "municipality_code proposal duration year", "amount_1000kr", "investering"
    ),
    "thematic_follow_up": _mart(
        plans.thematic_follow_up, "municipality_code date initiative", "focus data_kind", "opfoelgning"
    ),
}


def calculate(extracts: Extracts, as_of: date) -> dict[str, pd.DataFrame]:
    """Every mart whose sources are there."""
    possible = {name: mart for name, mart in MARTS.items() if all(need in extracts for need in mart.needs)}
    return {name: mart.calculate(extracts, as_of) for name, mart in possible.items()}
