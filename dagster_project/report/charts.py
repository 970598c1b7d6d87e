"""Charts of bars as plain SVG: positions are worked out here, a macro of the kit draws them.

A site has two for each source; a plotting library would cost a second to start and a tenth of one for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, log10

from dagster_project.report.text import Text, number, share_words

HEIGHT, LEFT, TOP, BOTTOM = 150, 64, 8, 22
_MOST_LABELS = 8


@dataclass(frozen=True)
class Mark:
    """A tick or a label: where it stands and what it says."""

    at: float
    label: Text


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    part: str  # a | b: which of the parts of a stacked bar


@dataclass(frozen=True)
class Bars:
    """A chart: stacked bars of one or two parts over periods."""

    title: Text
    text: Text  # the same in words
    ticks: list[Mark]
    bars: list[Bar]
    labels: list[Mark]
    key: tuple[Text, ...] = ()
    width: int = 460
    height: int = HEIGHT
    left: int = LEFT
    base: int = field(default=HEIGHT - BOTTOM)


def _step(top: float) -> float:
    """A round distance between ticks, of which there are at most five."""
    power = 10.0 ** floor(log10(top))
    return next((power * part for part in (0.1, 0.2, 0.5) if top / (power * part) <= 5), power)


def _ticks(top: float, scale: float, base: float, as_share: bool) -> list[Mark]:
    step = _step(top)
    values = [place * step for place in range(int(top / step + 1e-9) + 1)]
    decimals = 2 if step < 0.001 else 1
    said = [share_words(value, decimals) if as_share else Text(*[number(value)] * 2) for value in values]
    return [Mark(round(base - value * scale, 1), text) for value, text in zip(values, said, strict=True)]


def bars(
    title: Text, text: Text, periods: Sequence[str], values: Sequence[Sequence[float]],
    key: tuple[Text, ...] = (), *, as_share: bool = False,
) -> Bars:  # fmt: skip
    """`values` holds for each period the parts of its bar, from the axis upwards."""
    base = HEIGHT - BOTTOM
    top = max((sum(parts) for parts in values), default=0.0) or (0.01 if as_share else 1.0)
    scale = (base - TOP) / top
    slot = (Bars.width - LEFT) / max(len(periods), 1)
    wide, every = min(slot * 0.7, 40.0), -(-len(periods) // _MOST_LABELS)
    drawn, labels = [], []
    for place, (period, parts) in enumerate(zip(periods, values, strict=True)):
        below, x = 0.0, LEFT + slot * (place + 0.5) - wide / 2
        for part, value in zip("ab", parts, strict=False):
            # What is there is seen, however small beside the rest.
            height = max(value * scale, 1.5) if value else 0.0
            if height:
                drawn.append(Bar(round(x, 1), round(base - below - height, 1), round(wide, 1), round(height, 1), part))
            below += height
        if place % every == 0:
            labels.append(Mark(round(x + wide / 2, 1), Text(period, period)))
    return Bars(title, text, _ticks(top, scale, base, as_share), drawn, labels, key)
