"""The classes of the catalogue, with the rule of law that governs each; from the words of the contracts to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PersonalClass:
    """One class; `weight` orders them by how much protection they ask for."""

    name: str
    weight: int
    da: str
    en: str
    law: str


CLASSES = {
    found.name: found
    for found in (
        PersonalClass("none", 0, "ikke personoplysninger", "no personal data", "–"),
        PersonalClass(
            "anonymised", 1, "tal efter diskretionering", "figures after disclosure control",
            "databeskyttelsesforordningen, betragtning 26",
        ),
        PersonalClass(
            "aggregate", 2, "eksakte tal om grupper, som kan være små",
            "exact figures about groups, which may be small", "databeskyttelsesforordningen art. 6",
        ),
        PersonalClass(
            "ordinary", 3, "almindelige oplysninger", "ordinary data", "databeskyttelsesforordningen art. 6"
        ),
        PersonalClass(
            "quasi_identifier", 4, "almindelige oplysninger, der sammen kan pege på én person",
            "ordinary data that together may point to one person", "databeskyttelsesforordningen art. 6",
        ),
        PersonalClass(
            "pseudonym", 5, "nøgle i stedet for personnummer", "key in place of a person number",
            "databeskyttelsesforordningen art. 4, nr. 5",
        ),
        PersonalClass(
            "sensitive", 6, "følsomme oplysninger, og sociale forhold og strafbare forhold, der beskyttes som dem",
            "special categories of data, and social problems and offences, which are protected alike",
            "databeskyttelsesforordningen art. 9 og 10; databeskyttelsesloven §§ 7, 8 og 10",
        ),
        PersonalClass(
            "identifier", 7, "personnummer eller andet, der i sig selv udpeger personen",
            "person number, or what else names the person by itself", "databeskyttelsesloven § 11",
        ),
    )
}  # fmt: skip

# What a contract says of a column as it is delivered, in the catalogue's words.
FROM_CONTRACT = {
    "none": "none",
    "pseudonymised": "ordinary",
    "quasi_identifier": "quasi_identifier",
    "sensitive": "sensitive",
    "direct_identifier": "identifier",
}


def strongest(names: Iterable[str]) -> str:
    """The class among `names` that asks for most protection; none without any."""
    return max(names, key=lambda name: CLASSES[name].weight, default="none")
