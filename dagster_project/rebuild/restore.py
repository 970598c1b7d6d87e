"""Lays out what a release was made of, as if it had just been accepted; says what is gone or no longer the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from dagster_project.contracts.load import load_contracts
from dagster_project.ledger import Ledger, LoadRow
from dagster_project.outcomes import LoadStatus
from dagster_project.rebuild.problems import CannotRebuildError
from dagster_project.revisions.history import Release
from dagster_project.revisions.holes import take_over
from dagster_project.revisions.load_revisions import parquet_of
from dagster_project.revisions.seeds_archive import NONE_DELIVERED, archived
from dagster_project.settings import Settings
from dagster_project.warehouse.state import state_of


def place_of(settings: Settings, release: Release, folder: Path) -> Settings:
    """The settings of a run that has the folder to itself, with the data cut of then."""
    return replace(
        settings, out=folder, landing=folder / "restricted" / "landing", as_of=date.fromisoformat(release.as_of),
        risk_model=release.risk_model, timings=None,
    )  # fmt: skip


def _rows(settings: Settings, release: Release) -> list[LoadRow]:
    known = {row.load_id: row for row in Ledger(settings.ledger).loads()}
    gone = sorted(
        load for load in release.load_ids if load not in known or not parquet_of(settings, known[load]).exists()
    )
    if gone:
        listed = ", ".join(gone)
        raise CannotRebuildError(
            f"release {release.release} needs rows that are no longer kept (deleted): {listed}",
            f"udgivelse {release.release} kræver rækker, der ikke længere opbevares (slettet): {listed}",
        )
    unknown = sorted(release.loads.keys() - load_contracts().keys())
    if unknown:
        raise CannotRebuildError(f"no contract for {unknown} today", f"ingen kontrakt for {unknown} i dag")
    return [known[load] for load in sorted(release.load_ids)]


def _restore_seeds(settings: Settings, release: Release, place: Settings) -> None:
    if release.seeds_delivered == NONE_DELIVERED:
        place.landing.mkdir(parents=True)
        return
    kept = archived(settings, release.seeds_delivered)
    if not kept.exists():
        raise CannotRebuildError(
            f"the delivered seeds of release {release.release} are not kept",
            f"de leverede kodelister for udgivelse {release.release} er ikke gemt",
        )
    shutil.copytree(kept, place.landing)


def restore(settings: Settings, release: Release, place: Settings) -> list[str]:
    """Makes the folder ready for a build; returns why its figures may not be those of then. Raises CannotRebuildError.

    Typed rows are linked to, not copied: what is deleted or erased in the house is so here, too.
    """
    rows, ledger = _rows(settings, release), Ledger(place.ledger)
    _restore_seeds(settings, release, place)
    changed = []
    for row in rows:
        path, link = parquet_of(settings, row), parquet_of(place, row)
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(path)
        ledger.settle(replace(row, status=LoadStatus.ACCEPTED, supersedes=None))
        if release.load_bytes.get(row.load_id, path.stat().st_size) != path.stat().st_size:
            changed.append(row.load_id)
    now = state_of(place)
    if now.loads != {source: sorted(loads) for source, loads in release.loads.items()}:
        raise CannotRebuildError(
            "today's contracts would not build on these loads",
            "kontrakterne i dag ville ikke bygge på disse leverancer",
        )
    reasons = [*_erased(changed), *_other_differences(release, now.code, now.pseudonyms)]
    if not reasons:
        take_over(settings, release, place)  # other figures would need other holes
    return reasons


def _erased(loads: list[str]) -> list[str]:
    if not loads:
        return []
    listed = ", ".join(loads)
    return [
        f"rows were erased from, or changed in, {listed} since then: figures may differ · "
        f"rækker er siden slettet eller ændret i {listed}: tal kan afvige"
    ]


def _other_differences(release: Release, code: str, pseudonyms: str) -> list[str]:
    found = []
    if code != release.code:
        found.append(
            f"made with code {release.code}, rebuilt with {code}: figures may differ for that reason · "
            f"lavet med kode {release.code}, genskabt med {code}: tal kan afvige af den grund"
        )
    if pseudonyms != release.pseudonyms:
        found.append(
            "the pseudonym key is another one: pseudonyms differ, and so may figures that break ties by them · "
            "pseudonymnøglen er en anden: pseudonymer afviger, og tal, der afgør lighed ved dem, kan afvige"
        )
    return found
