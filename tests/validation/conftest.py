"""A small contract, and candidates written as Parquet the way the reader leaves them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.contracts import CodeList, Column, Contract, Rule
from dagster_project.contracts.code_lists import Code
from dagster_project.outcomes import Candidate, CheckResult, Status
from dagster_project.settings import Limits
from dagster_project.validation import validate

GOOD_PNR, REPLACED_PNR, PSEUDONYM = "0101011232", "6101011234", "000000000017"


def column(name: str, kind: str = "text", **more: object) -> Column:
    return Column(name=name, kind=kind, label_da=name, label_en=name, **more)  # type: ignore[arg-type]


def rule(kind: str, *columns: str, severity: str = "quarantine", **params: object) -> Rule:
    return Rule(
        id=f"rule_{kind}",
        kind=kind,  # type: ignore[arg-type]
        columns=columns,
        params=params,
        severity=severity,  # type: ignore[arg-type]
        dimension="validity",
        description_da=kind,
        description_en=kind,
    )


def contract(*rules: Rule, **changes: object) -> Contract:
    columns = (
        column("pnr", required=True, personal="direct_identifier"),
        column("start", "date", required=True),
        column("slut", "date"),
        column("kom", code_list="municipality", closed=True),
        column("pgf", code_list="measure"),
        column("koen", "int", codes=("1", "2"), closed=True),
        column("antal", "int"),
    )
    base = {
        "source": "proeve", "title_da": "", "title_en": "", "owner": "", "grain_da": "", "grain_en": "",
        "period": "year", "in_force": "union", "key": ("pnr", "start"), "columns": columns, "rules": rules,
    }  # fmt: skip
    return Contract(**{**base, **changes})  # type: ignore[arg-type]


CODES = {
    "municipality": CodeList("municipality", tuple(Code(str(code), None, None) for code in range(101, 130))),
    "measure": CodeList("measure", (Code("110", None, date(2020, 12, 31)), Code("120", date(2021, 1, 1), None))),
}


@dataclass
class Row:
    pnr: str | None = GOOD_PNR
    start: date | None = date(2023, 1, 1)
    slut: date | None = date(2023, 6, 30)
    kom: str | None = "101"
    pgf: str | None = "120"
    koen: int | None = 1
    antal: int | None = 2


@dataclass
class Bench:
    """Writes candidates and validates them."""

    folder: Path
    written: list[Candidate] = field(default_factory=list)

    def load(self, *rows: Row, load_id: str = "", period: str = "2023", **figures: int | None) -> Candidate:
        load_id = load_id or f"load{len(self.written)}"
        parquet = self.folder / f"{load_id}.parquet"
        con = duckdb.connect()
        con.execute(
            "create table t (pnr varchar, start date, slut date, kom varchar, pgf varchar, koen bigint, antal bigint)"
        )
        for row in rows:
            con.execute("insert into t values (?, ?, ?, ?, ?, ?, ?)", list(vars(row).values()))
        con.execute(f"copy (select *, '{load_id}' as _load_id, '{period}' as _period from t) to '{parquet}'")
        con.close()
        counts = {
            "rows_read": len(rows), "rows_loaded": len(rows), "rows_quarantined": 0,
            "rows_before": None, **figures,
        }  # fmt: skip
        made = Candidate(load_id, "proeve", period, parquet, **counts)  # type: ignore[arg-type]
        self.written.append(made)
        return made

    def validate(
        self,
        asked: Contract | None = None,
        *,
        docs: Path | None = None,
        codes: dict[str, CodeList] | None = None,
        candidates: Sequence[Candidate] | None = None,
    ) -> list[CheckResult]:
        return validate(
            asked or contract(),
            self.written if candidates is None else candidates,
            as_of=date(2024, 6, 30),
            code_lists=CODES if codes is None else codes,
            docs=docs,
            memory_limit="1GB",
            threads=1,
            limits=Limits(),
        ).checks

    def statuses(self, asked: Contract | None = None, **more: object) -> dict[tuple[str, str], Status]:
        return {(one.load_id, one.check_id): one.status for one in self.validate(asked, **more)}  # type: ignore[arg-type]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "registers"
    folder.mkdir()
    return Bench(folder)


@pytest.fixture
def fails(bench: Bench) -> Callable[..., int]:
    """How many rows of the second load, which is given, fail a check that the first, good load passes."""

    def count(check_id: str, *rows: Row, rules: Sequence[Rule] = (), status: Status = Status.FAIL) -> int:
        bench.load(Row(), load_id="good")
        bench.load(*rows, load_id="bad")
        found = {one.load_id: one for one in bench.validate(contract(*rules)) if one.check_id == check_id}
        assert found["good"].status is Status.PASS
        assert found["bad"].status is (status if found["bad"].failed else Status.PASS)
        assert found["bad"].evaluated == len(rows)
        return found["bad"].failed

    return count
