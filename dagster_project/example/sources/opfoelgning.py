"""Thematic follow-ups: what Copenhagen plans to look at, when, and by what kind of data; one sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from dagster_project.example.columns import constant
from dagster_project.example.delivery import Delivery
from dagster_project.example.world import World

_HOME = "101"
# date, initiative, focus, kind of data
_PLAN: tuple[tuple[str, str, str, str | None], ...] = (
    ("December 2025", "Skoleledelse", "Brug og virkning af den ekstra ledertid", "Rundringning til skoleledere"),
    ("Juni 2026", "Indskolingen", "Midler til sparring og co-teaching, sammenhæng i indskolingen", "Cases fra skoler"),
    ("Juni 2026", "Styrket indsats for skoler på handleplan", "Erfaringer med kvalitetsteamet", "Cases fra skoler"),
    ("Juni 2026", "Overgangspædagoger", "Overgangen fra dagtilbud til skole", "Interview"),
    ("Okt./Nov. 2026", "Ny supportmodel", "Skolers og supportmedarbejderes erfaringer", "Interview"),
    ("Okt./Nov. 2026", "Forældrekommunikation", "Inddragelse af forældre, kurset Styrket Borgerkontakt",
     "Cases fra skoler (inklusiv forældre)"),
    ("Okt./Nov. 2026", "Ny visitationsmodel", "Kompetencer, én indgang, styring af visitationen",
     "Gennemgang af klager"),
    ("Okt./Nov. 2026", "Ny visitationsmodel", "Kompetencer, én indgang, styring af visitationen", "Interview"),
    ("Juni 2027", "NEST", "Implementering, økonomi, elevernes trivsel og udvikling", "Interview"),
    ("Juni 2027", "NEST", "Implementering, økonomi, elevernes trivsel og udvikling",
     "Materiale fra skolens egen opfølgning"),
    ("Juni 2027", "Basispladser", "Ikke besluttet", None),
)  # fmt: skip


def deliveries(_world: World) -> Iterator[Delivery]:
    """The plan as it stands."""
    date, initiative, focus, data = (pa.array(column, pa.string()) for column in zip(*_PLAN, strict=True))
    plan = {
        "kom": constant(_HOME, len(_PLAN)), "initiativ": initiative, "tidspunkt": date, "fokus": focus, "data": data,
    }  # fmt: skip
    yield Delivery("opfoelgning", "", iter([plan]))
