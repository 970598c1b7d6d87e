"""The record of processing activities (article 30), rendered from the contracts and what stands beside them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dagster_project.contracts.load import load_contracts
from dagster_project.contracts.model import Contract
from dagster_project.personal_data.classes import CLASSES, FROM_CONTRACT
from dagster_project.report import write_page
from dagster_project.report.text import Text
from dagster_project.settings import EXPECTATIONS, Settings

PAGE = "article30.html"
TEMPLATE = Path(__file__).with_name("article30.html.j2")


@cache
def processing(path: Path = EXPECTATIONS / "processing.yaml") -> dict[str, Any]:
    """What is said of the processing as a whole; pairs of Danish and English become texts."""

    def texts(value: Any) -> Any:
        if isinstance(value, dict):
            both = set(value) == {"da", "en"}
            return Text(value["da"], value["en"]) if both else {key: texts(inner) for key, inner in value.items()}
        return [texts(inner) for inner in value] if isinstance(value, list) else value

    return dict(texts(yaml.safe_load(path.read_text(encoding="utf-8"))))


def _activity(contract: Contract) -> dict[str, Any]:
    """One source: what is processed about whom, why, on what basis and for how long."""
    said = processing()
    kinds = Counter(FROM_CONTRACT[column.personal] for column in contract.columns)
    classes = sorted((CLASSES[name] for name in kinds if name != "none"), key=lambda one: -one.weight)
    bases = [said["legal_basis"]["ordinary"]]
    bases += [said["legal_basis"][name] for name in ("sensitive", "identifier") if kinds[name]]
    return {
        "source": contract.source,
        "title": Text(contract.title_da, contract.title_en),
        "owner": contract.owner,
        "purpose": Text(contract.purpose_da, contract.purpose_en),
        "subjects": [said["subjects"][name] for name in contract.subjects],
        "classes": [(Text(one.da, one.en), kinds[one.name], one.law) for one in classes],
        "bases": bases,
        "retention": contract.retention,
    }


def article30(settings: Settings) -> Path:
    """Writes the page. Sources without personal data are named, and nothing more is said of them."""
    contracts = load_contracts().values()
    context = {
        "said": processing(),
        "activities": [_activity(contract) for contract in contracts if contract.holds_persons],
        "without": [Text(c.title_da, c.title_en) for c in contracts if not c.holds_persons],
    }
    return write_page(settings, PAGE, TEMPLATE, context)
