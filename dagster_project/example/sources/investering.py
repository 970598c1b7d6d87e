"""Investment plans: the one that Aarhus printed, thousands of kroner in prices of 2023."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dagster_project.example.columns import Batch, constant, ints, nums
from dagster_project.example.delivery import Delivery
from dagster_project.example.world import World

_PLANNER, _FIRST_YEAR = "751", 2023
# proposal, title, sector, duration, amounts of the four years; proposal 5 has two titles
PLAN: tuple[tuple[str, str, str, str, tuple[int, ...]], ...] = (
    ("1", "Dagtilbud for alle", "5.51", "engang", (4_400, 8_900, 8_900, 4_400)),
    ("2", "Lokalt skoletilbud for alle", "5.51", "varig", (12_500, 30_000, 30_000, 30_000)),
    ("4", "PPR-medarbejdere til sampraksis", "5.51", "varig", (11_500, 16_000, 16_000, 16_000)),
    ("13", "Flere lettere behandlingstilbud", "5.51", "varig", (2_000, 4_100, 4_100, 4_100)),
    ("5", "Styrket samarbejde og professionelle tovholdere", "5.51/1.20", "varig", (900, 1_900, 1_900, 1_900)),
    ("5", "Udvidelse af det tværgående Trivselsteam", "5.51/1.20", "varig", (1_500, 3_000, 3_000, 3_000)),
)


def _rows() -> Batch:
    lines = [(*about, _FIRST_YEAR + nth, amount) for *about, amounts in PLAN for nth, amount in enumerate(amounts)]
    proposal, title, sector, duration, year, amount = zip(*lines, strict=True)
    return {
        "kom": constant(_PLANNER, len(lines)),
        "forslag": pa.array(proposal),
        "titel": pa.array(title),
        "sektor": pa.array(sector),
        "varighed": pa.array(duration),
        "aar": ints(np.array(year)),
        "beloeb_1000kr": nums(np.array(amount, float)),
    }


def deliveries(world: World) -> Iterator[Delivery]:  # noqa: ARG001
    """The plan as it stands."""
    yield Delivery("investering", "", iter([_rows()]))
