"""Extracts of a few rows, typed as the reader types them, for examples that a person can compute by hand."""

from datetime import date
from typing import Any

import pandas as pd

from tests.oracle.contract import sources

AS_OF = date(2025, 3, 15)


def extract(source: str, *rows: dict[str, Any], period: str = "all") -> pd.DataFrame:
    """Rows of one source; what isn't said is null."""
    table = {}
    for column in sources()[source].columns:
        values = [row.get(column.name) for row in rows]
        if column.kind == "date":
            table[column.name] = pd.to_datetime(pd.Series(values, dtype=object))
        elif column.kind == "text":
            table[column.name] = pd.Series(values, dtype=object)
        else:
            table[column.name] = pd.Series(values, dtype="float64")
    return pd.DataFrame(table).assign(_period=[str(row.get("_period", period)) for row in rows])


def only(table: pd.DataFrame, **wanted: object) -> dict[str, Any]:
    """The one row with these values."""
    found = table
    for name, value in wanted.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    row: dict[str, Any] = found.iloc[0].to_dict()
    return row


SCHOOLS = extract(
    "institution",
    *(
        {"instnr": nr, "insttype": kind, "enhedsart": unit, "hovedskole_instnr": main, "kom": "151", "distrikt": place}
        | {"gyldig_fra": date(2000, 1, 1)}
        for nr, kind, unit, main, place in (
            ("100001", "folkeskole", "hovedskole", None, "North"),
            ("100002", "specialskole", "afdeling", "100001", "South"),
            ("100003", "privatskole", "uden_enheder", None, None),
            ("100004", "specialskole", "uden_enheder", None, "South"),
        )
    ),
)
