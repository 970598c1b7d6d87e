"""Files of the landing folder that still hold a person: they are the owner's to delete, so they are only named."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

from dagster_project.safeguards.needles import Needles
from dagster_project.safeguards.scan import in_bytes, scan_folder, stands_in

_LEAST = 100_000_000  # a ten-digit number whose first digit was lost still has nine


def _in_archive(path: Path, wanted: list[bytes], patterns: list[re.Pattern[bytes]]) -> bool:
    """An Excel file is an archive of packed pages."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(stands_in(archive.read(member), wanted, patterns) for member in archive.namelist())
    except zipfile.BadZipFile:
        return False


def _as_doubles(wanted: Needles) -> list[bytes]:
    """SAS keeps every number as a double."""
    return [struct.pack(order, float(n)) for n in wanted.integers if n >= _LEAST for order in ("<d", ">d")]


def files_that_hold(landing: Path, wanted: Needles) -> list[Path]:
    """Every file in which the person's number stands, whatever the format; also numbers that lost a leading zero."""
    found = {trace.path for trace in scan_folder(landing, wanted).traces}
    packed = [*wanted.as_bytes(), *(str(number).encode() for number in wanted.integers if number >= _LEAST)]
    patterns = wanted.as_patterns()
    for path in sorted(p for p in landing.rglob("*") if p.is_file()):
        kind = path.suffix.lower()
        if kind == ".xlsx":
            holds = _in_archive(path, packed, patterns)
        else:
            holds = kind == ".sas7bdat" and in_bytes(path, _as_doubles(wanted))
        if holds:
            found.add(path)
    return sorted(found)
