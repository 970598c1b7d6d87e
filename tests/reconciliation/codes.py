"""Every code that a fact has met has a row in its dimension; where the open list lacks it, the row says unknown."""

from tests.reconciliation.identity import Identity, change

# Code in a fact → code in its dimension.
CODES = {
    "fct_cost.function_code": "dim_account.function_code",
    "fct_enrolment.education_code": "dim_education.education_code",
    "fct_cost.offer_type": "dim_offer_type.offer_type",
    "fct_visitation.offer_type": "dim_offer_type.offer_type",
    "fct_visitation.offer_code": "dim_offer_type.offer_code",
    "fct_helaarsboern.offer_type": "dim_offer_type.offer_type",
    "fct_placement.placement_site_code": "dim_placement_site.placement_site_code",
    "fct_placement.measure_code": "dim_measure.measure_code",
    "fct_measure.measure_code": "dim_measure.measure_code",
    "fct_childcare.offer_code": "dim_childcare_offer.offer_code",
    "fct_health_contact.specialty": "dim_specialty.specialty_code",
    "fct_enrolment.grade": "dim_grade.grade",
    "fct_special_education.class_type_code": "dim_class_type.class_type_code",
    "fct_special_education.special_need_code": "dim_special_need.special_need_code",
    "fct_intervention.intervention_code": "dim_intervention.intervention_code",
    "fct_survey_answer.question_code": "dim_survey_question.question_code",
    "fct_outcome.status_code": "dim_employment_status.status_code",
    "fct_risk_factor.factor": "dim_risk_factor.factor",
    "fct_pupil_count.grade": "dim_grade.grade",
    "fct_pupil_count.school_year": "dim_school_year.school_year",
    "fct_pupil_count.institution_key": "dim_institution.institution_key",
    "fct_pupil_count.municipality_code": "dim_municipality.municipality_code",
    "fct_placement.municipality_code": "dim_municipality.municipality_code",
    "fct_measure.municipality_code": "dim_municipality.municipality_code",
    "fct_notification.municipality_code": "dim_municipality.municipality_code",
    "fct_childcare.municipality_code": "dim_municipality.municipality_code",
    "fct_visitation.paying_municipality_code": "dim_municipality.municipality_code",
    "fct_visitation.residence_municipality_code": "dim_municipality.municipality_code",
    "dim_institution.municipality_code": "dim_municipality.municipality_code",
    "dim_person_year.municipality_code": "dim_municipality.municipality_code",
    "fct_cost.year": "dim_year.year",
    "fct_helaarsboern.year": "dim_year.year",
    "fct_absence.month_date": "dim_date.date_day",
    "fct_decision.decision_date": "dim_date.date_day",
    "fct_notification.notification_date": "dim_date.date_day",
}
# 'unknown' stands where nothing was delivered; it is no code.
NO_CODE = {"fct_cost.offer_type": "unknown"}
# Dimension of an open list → which codes there have to be, for the label to be seen.
OPEN_LISTS = {
    "dim_account": ("is_known",),
    "dim_education": ("is_known",),
    "dim_childcare_offer": ("is_known", "not is_known"),
    "dim_intervention": ("is_known", "not is_known"),
    "dim_measure": ("is_known", "not is_known"),
    "dim_specialty": ("is_known", "not is_known"),
    "dim_survey_question": ("is_known", "not is_known"),
}
PEOPLE = (
    "fct_absence",
    "fct_birth",
    "fct_childcare",
    "fct_decision",
    "fct_diagnosis",
    "fct_enrolment",
    "fct_health_contact",
    "fct_intervention",
    "fct_measure",
    "fct_notification",
    "fct_outcome",
    "fct_placement",
    "fct_special_education",
    "fct_visitation",
)


def _met(code: str) -> tuple[str, str, str]:
    """The fact, its column, and which rows have a code."""
    fact, column = code.split(".")
    if column == "specialty":
        return f"core.{fact}", "contact_group_code", "source = 'ssko'"
    where = f"{column} is not null" + (f" and {column} <> '{NO_CODE[code]}'" if code in NO_CODE else "")
    return f"core.{fact}", column, where


def every_code_has_a_row(code: str, in_dimension: str) -> Identity:
    """Found to be missing when the dimension loses the row of a code that is met."""
    (fact, column, where), (dimension, key) = _met(code), in_dimension.split(".")
    met = f"select {column} from {fact} where {where}"
    return Identity(
        f"every {code} has a row in {dimension}",
        f"select distinct {column} from {fact} where {where} and {column} not in (select {key} from core.{dimension})",
        (f"{fact} where {where}", f"core.{dimension}"),
        (f"delete from core.{dimension} where {key} = (select min({column}) from ({met}))",),
    )


IDENTITIES = (
    *(every_code_has_a_row(code, dimension) for code, dimension in CODES.items()),
    *(
        Identity(
            f"a code that is not on the list is labelled unknown in {dimension}, in both languages",
            f"""
            from core.{dimension}
            where is_known is null or name_da is null or name_en is null
                or is_known <> (source is not null) or is_known = (name_da = 'ukendt')
                    or is_known = (name_en = 'unknown')
            """,
            tuple(f"core.{dimension} where {kind}" for kind in kinds),
            tuple(f"update core.{dimension} set is_known = not is_known where {kind}" for kind in kinds)
            + tuple(
                f"update core.{dimension} set name_da = 'andet' where {kind}" for kind in kinds if kind != "is_known"
            ),
        )
        for dimension, kinds in OPEN_LISTS.items()
    ),
    Identity(
        "every item that was answered has a row in dim_wellbeing_item",
        "select distinct item_code from core.fct_wellbeing_answer anti join core.dim_wellbeing_item using (item_code)",
        ("core.fct_wellbeing_response", "core.dim_wellbeing_item"),
        ("delete from core.dim_wellbeing_item where item_code = 'sp30'",),
    ),
    Identity(
        "everybody in a fact is a person, under the same pseudonym",
        " union all ".join(
            f"select person_key, '{fact}' as fact from core.{fact} anti join core.dim_person using (person_key)"
            for fact in PEOPLE
        ),
        tuple(f"core.{fact}" for fact in PEOPLE),
        tuple(
            f"delete from core.dim_person where person_key = (select min(person_key) from core.{fact})"
            for fact in PEOPLE
        ),
    ),
    Identity(
        "nobody who answered about wellbeing, or as staff, carries the pseudonym of a person",
        """
        select respondent_key from core.fct_wellbeing_response semi join core.dim_person on respondent_key = person_key
        union all
        select staff_respondent_key
        from core.fct_survey_answer semi join core.dim_person on staff_respondent_key = person_key
        """,
        ("core.fct_wellbeing_response", "core.fct_survey_answer", "core.dim_person"),
        (
            change("core.dim_person", "person_key = (select min(respondent_key) from core.fct_wellbeing_response)"),
            change("core.dim_person", "person_key = (select min(staff_respondent_key) from core.fct_survey_answer)"),
        ),
    ),
)
