"""What metrics say of themselves, in Danish and English: labels, reasons, descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Both = tuple[str, str]

OVERLAP: Both = (
    "De samme personer eller dage kan høre til flere, så der lægges kun sammen, hvad tabellens egen total siger",
    "The same persons or days can belong to several, so only the table's own totals are added",
)
APART: Both = (
    "Kan ikke lægges sammen på tværs af disse nøgler: vælg én værdi af hver, ellers er tallet tomt",
    "Cannot be added across these keys: choose one value of each, otherwise the figure is empty",
)
PERIOD: Both = (
    "Kan ikke lægges sammen over tid, for de samme kan være talt i flere perioder: vælg én, ellers er tallet tomt",
    "Cannot be added over time, as the same can count in several periods: choose one, otherwise the figure is empty",
)
RATIO: Both = (
    "Udregnes på ny af tæller og nævner",
    "Made anew from numerator and denominator",
)
SUM: Both = ("Kan lægges sammen", "Can be added")
SHOWN: Both = ("Summen af de celler, der vises", "The sum of the cells that are shown")
HIDDEN: Both = ("Antal skjulte celler", "Number of hidden cells")
MISSING: Both = ("Antal celler, der mangler", "Number of cells that are missing")
VALUES: Both = ("Antal forskellige værdier", "Number of different values")
GREATEST: Both = (
    "Den største værdi i rækkerne, til den offentliggjorte celle",
    "The rows' greatest value, for the published cell",
)
_ROW: Both = ("gælder sin række og er tom for flere", "holds for its row and is empty for several")
_ALONE: dict[str, Both] = {
    "mean": ("Et gennemsnit, hvis sum ikke er i tabellen", "A mean whose sum is not in the table"),
    "quantile": ("En median eller percentil", "A median or percentile"),
    "index": ("Et indeks mod rækkens eget første år", "An index against the row's own first year"),
    "target": ("Et mål eller afstanden til det", "A target or the distance to it"),
    "printed": (
        "En trykt total, der allerede rummer de andre rækker",
        "A printed total that already holds the other rows",
    ),
}


def alone(why: str) -> Both:
    """Why a figure holds for one row alone."""
    danish, english = _ALONE[why]
    return f"{danish}: {_ROW[0]}", f"{english}: {_ROW[1]}"


def published_cell(keys: Sequence[str]) -> Both:
    """What a figure is that reads its row and adds nothing."""
    names = ", ".join(keys)
    return (
        f"Den offentliggjorte celle selv, også i rækker med 'all': vælg én værdi af hver nøgle ({names}). Tom, når "
        "cellen er skjult eller mangler, og når der er flere rækker",
        f"The published cell itself, in rows with 'all' too: choose one value of each key ({names}). Empty when "
        "the cell is hidden or missing, and when there are several rows",
    )


def joined(reasons: Sequence[Both]) -> Both:
    return "; ".join(danish for danish, _ in reasons), "; ".join(english for _, english in reasons)


def labels(column: dict[str, Any]) -> Both:
    meta = column["config"]["meta"]
    return meta["label_da"], meta["label_en"]


def description(label: Both, reason: Both | None) -> str:
    """Danish first, English after it."""
    danish, english = (". ".join(said) for said in zip(label, *([reason] if reason else []), strict=True))
    return f"{danish}. / {english}."
