"""What a contract says, as immutable objects: `Contract` → `Column` and `Rule`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["text", "int", "num", "date", "flag"]
PeriodKind = Literal["none", "year", "quarter", "half_year", "school_year"]
InForce = Literal["union", "snapshot", "newest_per_key"]
Subjects = Literal["children", "parents", "residents", "staff"]
PersonalData = Literal["none", "pseudonymised", "quasi_identifier", "sensitive", "direct_identifier"]
Severity = Literal["reject", "quarantine", "critical", "warning", "info"]
Dimension = Literal["completeness", "validity", "uniqueness", "consistency", "timeliness", "plausibility"]

SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "int": "BIGINT",
    "num": "DECIMAL(18,6)",
    "date": "DATE",
    "flag": "BOOLEAN",
}


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Frozen):
    """One column as it arrives; `name` is lower case, `aliases` are other names that a delivery may use for it."""

    name: str
    kind: Kind
    required: bool = False
    code_list: str | None = None
    closed: bool = False
    codes: tuple[str, ...] = ()
    personal: PersonalData = "none"
    identifies: str | None = Field(None, pattern=r"^[a-z][a-z_]*$")  # the pseudonym domain of an identifier
    person_through: str | None = Field(None, pattern=r"^[a-z_]+\.[a-z_]+$")  # a column that knows whom
    purpose_da: str = ""  # where it is another than the source's
    purpose_en: str = ""
    mark: Literal["V", "S", "I", "M"] = "V"  # how sure the name and meaning are
    null_values: tuple[str, ...] = ()  # delivered values that mean null
    aliases: tuple[str, ...] = ()
    label_da: str
    label_en: str

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.kind]


class Rule(Frozen):
    """One rule beyond type, presence and code list.

    kind            columns            params
    order           (first, last)                        last may not be before first
    past            (date,)                              not after the data cut
    not_negative    (number,)
    range           (column,)          minimum, maximum  for text: of the number it spells
    pattern         (text,)            pattern           the whole text must match
    period          (column,)          match             the column must agree with the file's period
    sum             (total, part, …)                     total = sum of the parts
    no_overlap      (key…, from, to)   where             spells of one key may not overlap
    at_most         (key…)             maximum, where    no more rows than that of one key
    modulus_11      (text,)                              control digit of a ten-digit CPR number
    cpr_date        (text,)                              a real birth date, day + 60 allowed
    sql             ()                 failing           any other: rows that break it, as a condition

    Rules about a load and the periods before it; they are warnings, or critical where the contract says so:

    band            (column,) or ()    measure (rows, sum, mean, distinct, share), where, against (previous, median),
                                       periods, lowest, highest, minimum_rows
                                       a figure of the load has changed by no more than lowest … highest, as fractions
    drift           (column,)          limit, minimum_rows
                                       the codes of the column are spread as they were; without a rule, by the defaults
    """

    id: str
    kind: Literal[
        "order",
        "past",
        "not_negative",
        "range",
        "pattern",
        "period",
        "sum",
        "no_overlap",
        "at_most",
        "modulus_11",
        "cpr_date",
        "sql",
        "band",
        "drift",
    ]
    columns: tuple[str, ...]
    params: dict[str, Any] = Field(default_factory=dict)
    severity: Severity
    dimension: Dimension
    description_da: str
    description_en: str

    @property
    def compares(self) -> bool:
        """Whether it holds a load against earlier periods, and asks nothing of the rows by themselves."""
        return self.kind in ("band", "drift")


class Calendar(Frozen):
    """When files of a source are due; what a contract does not say is None, and then nothing is ever late."""

    every_months: int | None = Field(None, gt=0)  # None: as often as there are periods
    latency_days: int | None = Field(None, ge=0)  # from a period's last day to the day it is due
    first_period: str | None = None  # None: the first one that was delivered
    last_period: str | None = None  # a source that has ended; None: it goes on


class Retention(Frozen):
    """How long rows are kept: years after the end of their period, and after the day another load replaced theirs."""

    years: int = Field(ge=1)
    superseded_years: int = Field(ge=0)
    mark: Literal["V", "S", "I", "M"] = "M"  # M until the municipality has decided


class Contract(Frozen):
    """One source: what its files are called, hold and promise."""

    source: str
    title_da: str
    title_en: str
    owner: str
    grain_da: str
    grain_en: str
    period: PeriodKind
    in_force: InForce
    redelivers_history: bool = False
    calendar: Calendar = Calendar()
    purpose_da: str = ""
    purpose_en: str = ""
    subjects: tuple[Subjects, ...] = ()  # categories of people that the rows are about
    retention: Retention | None = None
    sign_off_required: bool = False  # a load that validated still waits for a named person
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.source} has no column {name}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def holds_persons(self) -> bool:
        return any(column.personal != "none" for column in self.columns)

    def subject_columns(self, domain: str) -> tuple[str, ...]:
        """Identifiers of the one that a row is about: those of the key, or else the first; others are named beside."""
        found = self.identifiers(domain)
        return tuple(name for name in found if name in self.key) or found[:1]

    def identifiers(self, domain: str) -> tuple[str, ...]:
        """Columns that hold an identifier of the given pseudonym domain."""
        return tuple(column.name for column in self.columns if column.identifies == domain)
