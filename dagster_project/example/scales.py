"""How big a world may be: children per municipality, years, and how often each register is delivered."""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.example.municipalities import MUNICIPALITIES

_COMPARISON = ("161", "163", "167", "169", "175")
_OTHERS = ("147", "157", "159")
_COUNTRY_CHILDREN = 1_500_000


@dataclass(frozen=True)
class Scale:
    """One size. `children` is aged 0-22 at any time, `years` the calendar years that are delivered."""

    name: str
    children: dict[str, int] = field(repr=False)
    years: int = 15
    postings_per_child: float = 3.3
    history_years: int = 2
    chunk_rows: int = 200_000


def _sample(main: dict[str, int], comparison: int, others: int) -> dict[str, int]:
    sizes = dict.fromkeys(_COMPARISON, comparison) | dict.fromkeys(_OTHERS, others)
    sizes |= {"151": comparison, "101": others, "751": others}
    return dict(sorted((sizes | main).items()))


def _country() -> dict[str, int]:
    inhabitants = sum(size for _, size in MUNICIPALITIES.values())
    return {code: round(size / inhabitants * _COUNTRY_CHILDREN) for code, (_, size) in MUNICIPALITIES.items()}


SCALES: dict[str, Scale] = {
    scale.name: scale
    for scale in (
        Scale("tiny", _sample({"151": 260, "101": 80}, 40, 30), 6, 0.1, 0),
        Scale("demo", _sample({"151": 900, "101": 450, "751": 350}, 200, 110), 6, 0.3, 0),
        Scale("s", _sample({"151": 14_000}, 150, 150), postings_per_child=2.0),
        Scale("m", _sample({"101": 130_000}, 300, 300), postings_per_child=2.5),
        Scale("l", _country()),
    )
}
