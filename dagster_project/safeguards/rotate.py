"""`plads rotate-key`: another key, other pseudonyms, the same joins; the old key is destroyed once that is shown."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from dagster_project.ledger import Ledger
from dagster_project.ledger.rotations import begin_rotation, finish_rotation, open_rotation
from dagster_project.ledger.sign_offs import last_entry
from dagster_project.outcomes import Progress
from dagster_project.registers.key import PSEUDONYM_KEY
from dagster_project.safeguards.joins import Joins, joins_of
from dagster_project.safeguards.old_pseudonyms import old_pseudonyms_left, translation
from dagster_project.safeguards.scan import Scan
from dagster_project.safeguards.waiting import waiting
from dagster_project.safeguards.working_files import forget_working_files
from dagster_project.secret import KeyProblem, write_key
from dagster_project.settings import Settings
from dagster_project.sign_off import append
from dagster_project.sign_off.chain import chain_key, fits
from dagster_project.sign_off.reseal import reseal
from dagster_project.warehouse.state import last_build


class NotRotated(RuntimeError):
    """The new key is in use and the old one is kept: something does not hold that has to hold first."""


def _old(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def _new(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _memory(settings: Settings) -> Path:
    return settings.restricted / "rotation.json"


def is_pending(settings: Settings) -> bool:
    """A rotation was begun, and either the old key is still there or its end is not in the log."""
    return not PSEUDONYM_KEY.is_in_environment and (_old(PSEUDONYM_KEY.path()).exists() or _memory(settings).exists())


def _remembered(settings: Settings) -> dict[str, Any]:
    """What a rotation has to know on its way, also after a crash."""
    path = _memory(settings)
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _remember(settings: Settings, known: dict[str, Any]) -> None:
    beside = _memory(settings).with_suffix(".tmp")
    beside.write_text(json.dumps(known), encoding="utf-8")
    beside.replace(_memory(settings))


def _loads(settings: Settings) -> dict[str, list[str]] | None:
    build = last_build(settings)
    return build.state.loads if build else None


def refuse_when_something_waits(settings: Settings) -> None:
    """The build under the new key has to be of the loads that readers have now, or joins could not be compared."""
    if settings.database.exists() and (found := waiting(settings)):
        raise NotRotated(
            f"nothing is exchanged: new files or decisions wait for {', '.join(found)}. Run `plads run` first, then "
            f"`plads rotate-key` · intet er udskiftet: nye filer eller beslutninger venter for {', '.join(found)}. "
            "Kør `plads run` først og derefter `plads rotate-key`"
        )


def begin(settings: Settings, progress: Progress) -> None:
    """Exchanges the key. Whatever happens from here on, the next run builds with the new one and finishes.

    Raises KeyProblem where the key is not ours to exchange, NotRotated where joins could not be compared afterwards.
    """
    if PSEUDONYM_KEY.is_in_environment:
        raise KeyProblem(
            f"the key is in {PSEUDONYM_KEY.variable}, where only you can change it: put it into a file first · "
            f"nøglen står i {PSEUDONYM_KEY.variable}: læg den i en fil først"
        )
    path = PSEUDONYM_KEY.path()
    if not _old(path).exists():
        refuse_when_something_waits(settings)
        PSEUDONYM_KEY.value()
        _new(path).unlink(missing_ok=True)
        before = {"loads": _loads(settings), "joins": joins_of(settings.database)} if settings.database.exists() else {}
        _remember(settings, before)
        write_key(_new(path))
        os.link(path, _old(path))
    progress("the pseudonym key is exchanged: everything is built anew")
    prepare(settings)


def prepare(settings: Settings) -> None:
    """Before a build under the new key: the log goes on under it, and no page with old pseudonyms stays."""
    path, known = PSEUDONYM_KEY.path(), _remembered(settings)
    if known.get("prepared") or not _old(path).exists():
        return
    if _new(path).exists():  # a crash between the copy of the old key and the exchange
        _new(path).replace(path)
    begin_rotation(Ledger(settings.ledger), settings.who)
    former, current = PSEUDONYM_KEY.read(_old(path)), PSEUDONYM_KEY.value()
    with Ledger(settings.ledger).transaction() as db:
        last = last_entry(db)
    if last is None or not fits(last, chain_key(current)):
        reseal(settings, former=former, current=current, comment="rotation of the pseudonym key", who=settings.who)
    forget_working_files(settings)
    _remember(settings, {**known, "prepared": True})


def finish(settings: Settings, progress: Progress) -> None:
    """After a good build and publication: shows that joins hold and nothing old is left, then destroys the old key.

    Raises NotRotated, and keeps the old key, where either does not hold.
    """
    path, ledger = PSEUDONYM_KEY.path(), Ledger(settings.ledger)
    if _old(path).exists():
        joins, scan = _shown(settings, progress)
        shown = {"rotation": open_rotation(ledger), "joins": joins, "files": scan.files, "bytes": scan.bytes}
        _remember(settings, {**_remembered(settings), "shown": shown})
        _destroy(_old(path))
    known = _remembered(settings).get("shown")
    if known:
        finish_rotation(ledger, joins=known["joins"], files=known["files"], size=known["bytes"])
        append(
            settings, subject_kind="pseudonym_key", subject_id=f"rotation {known['rotation']}", decision="rotated",
            comment="all pseudonyms are made anew and the old key is destroyed", who=settings.who,
            evidence={"tables_whose_joins_are_the_same": known["joins"], "files": known["files"], "traces": 0},
        )  # fmt: skip
        progress(f"key rotation: the joins of {known['joins']} tables hold, {known['files']} files have nothing old")
    _memory(settings).unlink(missing_ok=True)


def _shown(settings: Settings, progress: Progress) -> tuple[int, Scan]:
    """How many tables join as before, and the scan that found no old pseudonym."""
    known = _remembered(settings)
    with translation(settings, PSEUDONYM_KEY.read(_old(PSEUDONYM_KEY.path()))) as table:
        joins: Joins = {}
        if known.get("joins") and known.get("loads") == _loads(settings):
            joins = joins_of(settings.database, table)
            if wrong := sorted(name for name, mark in known["joins"].items() if joins.get(name) != mark):
                raise NotRotated("facts no longer join to the same persons in " + ", ".join(wrong))
        else:
            progress("other loads are in force than before: joins cannot be compared")
        scan = old_pseudonyms_left(settings, table)
    if scan.traces:
        raise NotRotated("old pseudonyms are left in\n  " + "\n  ".join(map(str, scan.traces)))
    return len(joins), scan


def _destroy(path: Path) -> None:
    """Overwrites the key before its name goes; the new key has a file of its own."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
