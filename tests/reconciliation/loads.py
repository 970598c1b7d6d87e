"""Nothing is lost or doubled on the way into the star: a fact has the rows that were accepted, and no others."""

from tests.reconciliation.identity import Identity, change, drop

# Source → its fact. Left out: bufo and buaf, of whose rows the newest of each key is in force whatever file it is in;
# uaf_diag, whose rows need a contact; institution, whose spans are cut; bef, which is looked up and not counted.
UNION = {
    "afgoerelse": "fct_decision",
    "beskaeftigelse": "fct_outcome",
    "boernfb": "fct_childcare",
    "buu": "fct_notification",
    "fravaer": "fct_absence",
    "ftbarn": "fct_birth",
    "oekonomi": "fct_cost",
    "personale": "fct_personnel",
    "pulje": "fct_funding",
    "ssko": "fct_health_contact where source = 'ssko'",
    "survey": "fct_survey_answer",
    "survey_inviteret": "fct_survey_invited",
    "syap": "fct_health_contact where source = 'syap'",
    "syhb": "fct_health_contact where source = 'syhb'",
    "trivsel": "fct_wellbeing_response",
    "udsp": "fct_special_education",
}
NEWEST = {
    "indsats": "fct_intervention",
    "investering": "fct_investment",
    "kotre": "fct_enrolment",
    "opfoelgning": "fct_follow_up",
    "prognose": "fct_pupil_forecast",
    "visitation": "fct_visitation",
}


def the_fact_has_the_accepted_rows(source: str, fact: str, periods: str) -> Identity:
    """As many rows as the ledger says, of the periods that count."""
    accepted = f"governance.load where source = '{source}' and status = 'accepted'"
    counted = f"{accepted} and period = (select max(period) from {accepted})" if source in NEWEST else accepted
    table, _where, condition = f"core.{fact}".partition(" where ")
    return Identity(
        f"core.{fact} has the rows of {source} that were accepted, of {periods}",
        f"""
        select rows_accepted, rows_there
        from (select sum(rows_accepted) as rows_accepted from {counted})
        cross join (select count(*) as rows_there from core.{fact})
        where rows_accepted is distinct from rows_there
        """,
        (accepted, f"core.{fact}"),
        (
            drop(table, condition or "true"),
            f"insert into {table} from core.{fact} limit 1",
            change("governance.load", "status = 'superseded'", counted.partition(" where ")[2]),
        ),
    )


IDENTITIES = (
    *(the_fact_has_the_accepted_rows(source, fact, "all periods") for source, fact in UNION.items()),
    *(the_fact_has_the_accepted_rows(source, fact, "the newest period") for source, fact in NEWEST.items()),
)
