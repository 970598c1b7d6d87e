"""One module per source; each has `deliveries(world)`. Adding a source is adding a module and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dagster_project.example.delivery import Delivery
from dagster_project.example.sources import (
    afgoerelse,
    bef,
    beskaeftigelse,
    boernfb,
    buaf,
    bufo,
    buu,
    fravaer,
    ftbarn,
    indsats,
    institution,
    investering,
    kotre,
    oekonomi,
    opfoelgning,
    personale,
    prognose,
    pulje,
    ssko,
    survey,
    survey_inviteret,
    syap,
    syhb,
    trivsel,
    uaf_adm,
    uaf_diag,
    udsp,
    visitation,
)
from dagster_project.example.world import World

SOURCES: dict[str, Callable[[World], Iterator[Delivery]]] = {
    "institution": institution.deliveries,
    "bef": bef.deliveries,
    "kotre": kotre.deliveries,
    "udsp": udsp.deliveries,
    "visitation": visitation.deliveries,
    "buaf": buaf.deliveries,
    "bufo": bufo.deliveries,
    "fravaer": fravaer.deliveries,
    "trivsel": trivsel.deliveries,
    "oekonomi": oekonomi.deliveries,
    "boernfb": boernfb.deliveries,
    "buu": buu.deliveries,
    "ftbarn": ftbarn.deliveries,
    "ssko": ssko.deliveries,
    "syap": syap.deliveries,
    "syhb": syhb.deliveries,
    "uaf_adm": uaf_adm.deliveries,
    "uaf_diag": uaf_diag.deliveries,
    "afgoerelse": afgoerelse.deliveries,
    "indsats": indsats.deliveries,
    "beskaeftigelse": beskaeftigelse.deliveries,
    "pulje": pulje.deliveries,
    "personale": personale.deliveries,
    "prognose": prognose.deliveries,
    "investering": investering.deliveries,
    "survey": survey.deliveries,
    "survey_inviteret": survey_inviteret.deliveries,
    "opfoelgning": opfoelgning.deliveries,
}
