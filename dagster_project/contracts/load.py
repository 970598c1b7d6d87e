"""Reads Open Data Contract Standard v3 files into `Contract` objects."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dagster_project.contracts.model import Calendar, Column, Contract, Retention, Rule
from dagster_project.settings import EXPECTATIONS

SUFFIX = ".odcs.yaml"
# The compiled loader is ten times as fast, and every process reads the contracts.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _custom(entry: dict[str, Any]) -> dict[str, Any]:
    """ODCS keeps what it has no word for in a list of property/value pairs."""
    return {item["property"]: item["value"] for item in entry.get("customProperties", [])}


def _column(entry: dict[str, Any]) -> Column:
    custom = _custom(entry)
    return Column(
        name=entry["name"],
        kind=entry["physicalType"],
        required=entry.get("required", False),
        code_list=custom.get("codeList"),
        closed=custom.get("codeListClosed", "codes" in custom),
        codes=tuple(custom.get("codes", ())),
        personal=entry["classification"],
        identifies=custom.get("identifies"),
        person_through=custom.get("personThrough"),
        purpose_da=custom.get("purposeDa", ""),
        purpose_en=custom.get("purpose", ""),
        mark=custom.get("certaintyMark", "V"),
        null_values=tuple(custom.get("nullValues", ())),
        aliases=tuple(custom.get("aliases", ())),
        label_da=custom["descriptionDa"],
        label_en=entry["description"],
    )


def _rule(entry: dict[str, Any]) -> Rule:
    made = entry["implementation"]
    return Rule(
        id=entry["name"],
        kind=made["rule"],
        columns=tuple(made.get("columns", ())),
        params={key: value for key, value in made.items() if key not in ("rule", "columns")},
        severity=entry["severity"],
        dimension=entry["dimension"],
        description_da=_custom(entry)["descriptionDa"],
        description_en=entry["description"],
    )


_MONTHS = {"y": 12, "m": 1}  # units of a frequency; a latency is in days


def _calendar(document: dict[str, Any], custom: dict[str, Any]) -> Calendar:
    """ODCS has words for how often and how late; first and last period are ours."""
    promised = {item["property"]: item for item in document.get("slaProperties", ())}
    often, late = promised.get("frequency"), promised.get("latency")
    if late and late["unit"] != "d":
        raise ValueError(f"latency in {late['unit']}, not in days (d)")
    return Calendar(
        every_months=often and often["value"] * _MONTHS[often["unit"]],
        latency_days=late and late["value"],
        first_period=custom.get("firstPeriod"),
        last_period=custom.get("lastPeriod"),
    )


def _retention(document: dict[str, Any], mark: str) -> Retention:
    """ODCS writes terms of service as a list of properties with a unit each; a term in another unit is refused."""
    terms = {term["property"]: term["value"] for term in document["slaProperties"] if term["unit"] == "y"}
    return Retention(years=terms["retention"], superseded_years=terms["retentionSuperseded"], mark=mark)


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("a purpose is empty")
    return text


def load_contract(path: Path) -> Contract:
    """The contract in one file. Raises ValueError naming the file when it does not hold together."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - both loaders are the safe one
        (table,) = document["schema"]
        custom = _custom(table)
        properties = table["properties"]
        key = sorted((p for p in properties if p.get("primaryKey")), key=lambda p: p["primaryKeyPosition"])
        contract = Contract(
            source=table["name"],
            title_da=custom["titleDa"],
            title_en=table["businessName"],
            owner=custom["owner"],
            grain_da=custom["grainDa"],
            grain_en=table["dataGranularityDescription"],
            period=custom["period"],
            in_force=custom["inForce"],
            redelivers_history=custom.get("redeliversHistory", False),
            calendar=_calendar(document, custom),
            purpose_da=_words(custom["purposeDa"]),
            purpose_en=_words(document["description"]["purpose"]),
            subjects=tuple(custom["dataSubjects"]),
            retention=_retention(document, custom["retentionMark"]),
            sign_off_required=custom.get("signOffRequired", False),
            key=tuple(p["name"] for p in key),
            columns=tuple(_column(p) for p in properties),
            rules=tuple(_rule(q) for q in table.get("quality", ())),
        )
        for rule in contract.rules:
            for column in rule.columns:
                contract.column(column)
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return contract


@lru_cache(maxsize=4)
def load_contracts(folder: Path = EXPECTATIONS) -> dict[str, Contract]:
    """Every contract under `folder`, by source, in alphabetical order."""
    contracts = [load_contract(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    return {contract.source: contract for contract in contracts}
