"""The input contract as objects: what columns a source has, of what kind, and what makes a row unique."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

COLUMN = re.compile(r"(?P<kind>text|int|num|date|flag)(?P<required>!?)(?P<codes>\[[^\]]*\]|\{[^}]*\})?$")
SPAN = re.compile(r"(?P<stem>\w*?)(?P<first>\d+)\.\.(?P=stem)(?P<last>\d+)$")


@dataclass(frozen=True)
class Column:
    """One column of a source."""

    name: str
    kind: str
    required: bool
    values: frozenset[str] | None
    code_list: str | None


@dataclass(frozen=True)
class Source:
    """One source of the contract."""

    name: str
    period: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def of_kind(self, *kinds: str) -> list[str]:
        """Names of the columns of these kinds."""
        return [column.name for column in self.columns if column.kind in kinds]


def _column(name: str, text: str) -> Column:
    found = COLUMN.match(text)
    if not found:
        raise ValueError(f"{name}: {text} is no column of the contract")
    codes = found["codes"] or ""
    values = frozenset(codes[1:-1].split(",")) if codes.startswith("[") else None
    return Column(name, found["kind"], bool(found["required"]), values, codes[1:-1] if codes.startswith("{") else None)


def _spelled_out(name: str) -> list[str]:
    span = SPAN.match(name)
    if not span:
        return [name]
    width = len(span["first"])
    return [f"{span['stem']}{number:0{width}d}" for number in range(int(span["first"]), int(span["last"]) + 1)]


def _columns(raw: dict[str, str]) -> tuple[Column, ...]:
    spelled = {}
    for name, text in raw.items():
        spelled.update(dict.fromkeys(_spelled_out(name), text))
    return tuple(_column(name, text) for name, text in spelled.items())


@cache
def sources() -> dict[str, Source]:
    """Every source by name."""
    raw = yaml.safe_load((Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8"))
    return {
        name: Source(name, str(body["period"]), tuple(body["key"]), _columns(body["columns"]))
        for name, body in raw.items()
    }
