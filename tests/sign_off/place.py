"""One small source: its files, nights over them, and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dagster_project.contracts import Contract, load_contracts
from dagster_project.contracts.load import load_contract
from dagster_project.ledger import Ledger
from dagster_project.outcomes import Candidate, CheckResult, LoadStatus, Profile, Status
from dagster_project.registers.load import load_source
from dagster_project.settings import EXPECTATIONS, Limits, Settings
from dagster_project.sign_off import Decided, Decision, decide_load
from dagster_project.validation import Validated

HEADER = "pnr;kom;pgf;sag_vfra;sag_vtil"
ACCEPT, REJECT, OVERRIDE = Decision.ACCEPT, Decision.REJECT, Decision.OVERRIDE


def bufo(rows: int = 40, *, start: str = "2020-01-01", broken: int = 0, late: int = 0) -> str:
    """Text of a small file: `broken` rows have no known municipality, `late` ones begin in the summer of 2024."""
    lines = [
        f"{6101150000 + n};{'999' if n < broken else '151'};210;{'2024-06-01' if n >= rows - late else start};"
        for n in range(rows)
    ]
    return "\n".join([HEADER, *lines]) + "\n"


GOOD, OTHER, BAD = bufo(), bufo(start="2020-02-01"), bufo(broken=10)


class Place:
    """Validation is what the two limits say, unless a test wants Great Expectations: decisions are what is tested."""

    also_fails: str = ""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.contract = load_contracts()["bufo"]
        (settings.landing / "bufo").mkdir()

    def validate(self, _contract: Contract, candidates: Sequence[Candidate], *, limits: Limits, **_: Any) -> Validated:
        found = []
        for one in candidates:
            failed = {
                "share": one.rows_quarantined > limits.quarantined_share * one.rows_read,
                "drop": bool(one.rows_before and one.rows_loaded < (1 - limits.row_drop_share) * one.rows_before),
                self.also_fails or "nothing": bool(self.also_fails),
            }
            found += [
                CheckResult(
                    one.load_id, name, f"{name} på dansk", name, "critical", "validity", 1, int(wrong), "",
                    Status.FAIL if wrong else Status.PASS,
                )
                for name, wrong in failed.items()
            ]  # fmt: skip
        return Validated(found, {one.load_id: Profile(one.rows_loaded) for one in candidates})

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.settings.ledger)

    def deliver(self, name: str, text: str, **changes: object) -> str:
        """Writes the file and runs a night; the id of the newest attempt."""
        (self.settings.landing / "bufo" / f"bufo2023{name}.csv").write_text(text, encoding="utf-8")
        self.night(**changes)
        return self.ledger.loads("bufo")[-1].load_id

    def night(self, **changes: Any) -> None:
        load_source(replace(self.settings, **changes), self.contract, progress=lambda _: None)

    def decide(self, load_id: str, decision: Decision, comment: str = "fordi", **options: bool) -> Decided:
        return decide_load(self.settings, load_id, decision=decision, comment=comment, who="Anna", **options)

    def status(self, load_id: str) -> LoadStatus:
        return next(row.status for row in self.ledger.loads() if row.load_id == load_id)

    @property
    def in_force(self) -> list[str]:
        return [row.load_id for row in self.ledger.in_force("bufo")]

    def demand_sign_off(self) -> None:
        """From now on by the contract's file with one more property."""
        text = (EXPECTATIONS / "bufo.odcs.yaml").read_text(encoding="utf-8")
        place = "      - property: inForce\n"
        assert text.count(place) == 1
        variant = self.settings.landing.parent / "bufo.odcs.yaml"
        variant.write_text(
            text.replace(place, f"      - property: signOffRequired\n        value: true\n{place}"), "utf-8"
        )
        self.contract = load_contract(variant)
