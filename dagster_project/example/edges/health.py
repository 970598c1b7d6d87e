"""Edge cases of births and health registers: corrections below zero, unknown weights, contacts and their diagnoses."""

from __future__ import annotations

from datetime import date

from dagster_project.example.edges.case import case
from dagster_project.example.edges.school_life import ordinary
from dagster_project.example.edges.stage import HOME, Person, Stage
from dagster_project.example.files.rows import Row, Value
from dagster_project.example.sources.contacts import years


def _insured(stage: Stage, specialty: str, contacts: int) -> None:
    child = ordinary(stage)
    row: Row = {
        "pnr": child.number, "spec2": specialty, "kontaktagg": contacts, "koenimp": child.sex,
        "alderimp": stage.year - child.born.year, "cprtjek": "0", "cprtype": "2", "version": 1,
    }  # fmt: skip
    stage.put("ssko", stage.year, row)


@case(161, "a negative number of contacts", "row kept with its sign, warning")
def correction(stage: Stage) -> None:
    _insured(stage, "80", -2)


@case(162, "a specialty that the open list does not know (00)", "row kept, warning; the dimension says unknown")
def unknown_specialty(stage: Stage) -> None:
    _insured(stage, "00", 1)


@case(163, "a weight at birth of -1", "row kept, weight null")
def unknown_weight(stage: Stage) -> None:
    child = stage.resident(stage.person(stage.autumn - 6 - stage.timeline.first_year - 2))
    row: Row = {
        "pnr": child.number, "foed_dag": child.born, "foedaar": child.born.year, "koen": child.sex,
        "levende_eller_doedfoedt": "1", "flerfold": 1, "vaegt_barn": -1, "cprtjek": "0", "cprtype": "2", "version": 1,
    }  # fmt: skip
    stage.put("ftbarn", child.born.year, row)


def _contact(stage: Stage, child: Person, diagnosis: str | None, *periods: int) -> None:
    """A contact, with its diagnosis if there is one, in the deliveries of some years."""
    for period in periods:
        start = date(periods[0], 4, 5)
        stage.put("uaf_adm", period, {"pnr": child.number, "recnum": stage.case.id, "d_inddto": start})
        if diagnosis:
            _diagnosis(stage, period, diagnosis)


def _diagnosis(stage: Stage, period: int, diagnosis: str, *, fault: bool = False, **changes: Value) -> None:
    row: Row = {"recnum": stage.case.id, "c_diag": diagnosis, "c_diagtype": "A", "version": 1, **changes}
    stage.put("uaf_diag", period, row, fault=fault)


@case(164, "a contact that is open at two year ends", "a diagnosis in each delivery, one risk factor")
def open_twice(stage: Stage) -> None:
    _contact(stage, ordinary(stage, 9), "DF900", *years(stage.world)[-2:])


@case(165, "a diagnosis within autism (DF845)", "both risk factors: autism is psychiatric too")
def autism(stage: Stage) -> None:
    _contact(stage, ordinary(stage, 9), "DF845", years(stage.world)[-1])


@case(166, "a diagnosis whose contact was not delivered", "no person and no fact; a warning of the models' tests")
def without_contact(stage: Stage) -> None:
    _diagnosis(stage, years(stage.world)[-1], "DF840")


@case(167, "a kind of diagnosis outside the closed list (C)", "row quarantined")
def unknown_kind(stage: Stage) -> None:
    last = years(stage.world)[-1]
    _contact(stage, ordinary(stage, 9), None, last)
    _diagnosis(stage, last, "DF840", fault=True, c_diagtype="C")


@case(168, "negative bed days", "row quarantined")
def negative_days(stage: Stage) -> None:
    child = ordinary(stage)
    row: Row = {
        "pnr": child.number, "aar": stage.year, "koen": child.sex, "alder": stage.year - child.born.year, "kom": HOME,
        "reg": "84", "antal_indl": 1, "sengedage": -3, "diaggrp_23": "05", "diaggrp_99": "44", "akut": 1,
        "cprtjek": "0", "cprtype": "2", "version": 1,
    }  # fmt: skip
    stage.put("syhb", stage.year, row, fault=True)
