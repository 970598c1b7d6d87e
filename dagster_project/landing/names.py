"""From a file's name to its source, period and version; any case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dagster_project.contracts.model import Contract
from dagster_project.contracts.periods import NO_PERIOD, is_period

FORMATS = ("csv", "parquet", "xlsx", "sas7bdat")
_NAME = re.compile(rf"(?P<stem>.+?)(?:_v(?P<version>\d+))?\.(?P<format>{'|'.join(FORMATS)})", re.IGNORECASE)


@dataclass(frozen=True)
class FileName:
    source: str
    period: str
    version: int  # 1 when the name says nothing; the highest is newest
    format: str


def parse_name(name: str, contracts: Mapping[str, Contract]) -> FileName | None:
    """What the name says, or None when it fits no source or no period of its source."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    stem = match["stem"].lower()
    version = int(match["version"]) if match["version"] else 1
    # The longest source first, so that survey_inviteret is not read as survey with an odd period.
    for source in sorted(contracts, key=len, reverse=True):
        rest = stem.removeprefix(source)
        if stem.startswith(source) and is_period(contracts[source].period, rest):
            return FileName(source, rest or NO_PERIOD, version, match["format"].lower())
    return None
