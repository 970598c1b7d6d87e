"""Where things are and what a run is given: the only place that reads the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
EXPECTATIONS = PROJECT_ROOT / "expectations"
SEEDS = PROJECT_ROOT / "seeds"
WAREHOUSE_FILE = "warehouse.duckdb"  # dbt names its database after it
RELEASE_FILE = "release.duckdb"
DBT_PROJECT = PROJECT_ROOT / "dbt"


def _only_open(tables: str) -> bool:
    """A word that is not understood may not open what it was meant to keep away."""
    if tables not in ("all", "open"):
        raise ValueError(f"PLADS_POSTGRES_TABLES is 'all' or 'open', not {tables!r}")
    return tables == "open"


@dataclass(frozen=True)
class Limits:
    """Shares above which a load is held until a person signs off."""

    quarantined_share: float = 0.05
    row_drop_share: float = 0.25


@dataclass(frozen=True)
class Settings:
    """One run: landing folder in, output folder out, the data cut, and the limits of acceptance."""

    landing: Path
    out: Path
    as_of: date
    limits: Limits = field(default_factory=Limits)
    threads: int = 2
    memory_limit: str = "3GB"
    reader_memory: str = "1500MB"
    who: str = "plads"
    risk_model: bool = False  # profiling of children: off unless somebody asks for it
    postgres: str | None = field(default=None, repr=False)  # DSN; a password in it is for the connection alone
    postgres_only_open: bool = False  # no table of persons on that server
    timings: Path | None = None  # where the benchmark wants to read what took how long

    @property
    def restricted(self) -> Path:
        """Folder with personal data; only the operator may open it."""
        return self.out / "restricted"

    @property
    def registers(self) -> Path:
        return self.restricted / "registers"

    @property
    def quarantine(self) -> Path:
        return self.restricted / "quarantine"

    @property
    def ledger(self) -> Path:
        return self.restricted / "ledger.sqlite"

    @property
    def warehouse(self) -> Path:
        """dbt's working file: a cache that the registers and the ledger can rebuild."""
        return self.restricted / WAREHOUSE_FILE

    @property
    def release(self) -> Path:
        """dbt's second file: what readers get, and nothing that they may not have. Publishing copies it whole."""
        return self.restricted / RELEASE_FILE

    @property
    def dbt_target(self) -> Path:
        return self.restricted / "dbt"

    @property
    def dagster_home(self) -> Path:
        return self.restricted / "dagster"

    @property
    def governance(self) -> Path:
        return self.out / "governance"

    @property
    def data_docs(self) -> Path:
        return self.governance / "data_docs"

    @property
    def published(self) -> Path:
        return self.out / "published"

    @property
    def database(self) -> Path:
        """The file that analysts open; everyone else opens the one under `published`."""
        return self.out / "plads.duckdb"

    def prepare(self) -> None:
        """Makes the folders; the restricted one is closed to everyone but its owner, reviewers' to those outside."""
        for folder in (self.registers, self.quarantine, self.dagster_home, self.governance, self.published):
            folder.mkdir(parents=True, exist_ok=True)
        self.restricted.chmod(0o700)
        self.governance.chmod(0o750)

    def environment(self) -> dict[str, str]:
        """The same settings as variables, for child processes; people are shown them, so the DSN is not among them."""
        return {
            "PLADS_LANDING": str(self.landing),
            "PLADS_OUT": str(self.out),
            "PLADS_AS_OF": self.as_of.isoformat(),
            "PLADS_THREADS": str(self.threads),
            "PLADS_MEMORY_LIMIT": self.memory_limit,
            "PLADS_WHO": self.who,
            "PLADS_RISK_MODEL": "on" if self.risk_model else "off",
            "PLADS_WAREHOUSE": str(self.warehouse),
            "PLADS_RELEASE": str(self.release),
        }

    @classmethod
    def from_environment(cls) -> Settings:
        """Settings from PLADS_* variables; without them, the example folders under .plads/ and today."""
        example = PROJECT_ROOT / ".plads"
        return cls(
            landing=Path(os.environ.get("PLADS_LANDING", example / "landing")).resolve(),
            out=Path(os.environ.get("PLADS_OUT", example / "out")).resolve(),
            as_of=date.fromisoformat(os.environ.get("PLADS_AS_OF") or date.today().isoformat()),
            limits=Limits(
                float(os.environ.get("PLADS_QUARANTINED_SHARE", 0.05)),
                float(os.environ.get("PLADS_ROW_DROP_SHARE", 0.25)),
            ),
            threads=int(os.environ.get("PLADS_THREADS", 2)),
            memory_limit=os.environ.get("PLADS_MEMORY_LIMIT", "3GB"),
            who=os.environ.get("PLADS_WHO", os.environ.get("USER", "plads")),
            risk_model=os.environ.get("PLADS_RISK_MODEL", "off").lower() == "on",
            postgres=os.environ.get("PLADS_POSTGRES") or None,
            postgres_only_open=_only_open(os.environ.get("PLADS_POSTGRES_TABLES") or "all"),
            timings=Path(os.environ["PLADS_TIMINGS"]) if os.environ.get("PLADS_TIMINGS") else None,
        )
