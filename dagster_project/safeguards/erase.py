"""`plads erase`: takes one person out of everything under the output folder, and proves it by looking everywhere."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dagster_project.ledger import Ledger
from dagster_project.ledger.erasures import begin_erasure, key_mark, record_proof
from dagster_project.outcomes import Progress
from dagster_project.personal_data.erasure_list import ERASURE_KEY, entry, mark_of
from dagster_project.personal_data.sweep import sweep
from dagster_project.registers.key import pseudonym_key
from dagster_project.registers.pseudonyms import pseudonym
from dagster_project.run_lock import sole_writer
from dagster_project.safeguards.landing_files import files_that_hold
from dagster_project.safeguards.needles import Needles, needles
from dagster_project.safeguards.scan import Scan, Trace, scan_folder
from dagster_project.safeguards.working_files import forget_rebuilt, forget_working_files
from dagster_project.secret import KeyProblem
from dagster_project.settings import Settings
from dagster_project.sign_off import append, renewing

PERSON = "person"
Rebuild = Callable[[Settings], bool]  # builds and publishes anew; whether that went well


_NEXT = (
    "what no load brought has to be removed by hand; then erase the same number again · "
    "hvad ingen indlæsning har bragt, fjernes i hånden; slet så samme nummer igen"
)


class NotErased(RuntimeError):
    """The person is out of the registers, but it could not be shown that nothing is left; say so and try again."""


@dataclass(frozen=True)
class Erased:
    """What a proof says. `landing_files` still hold the person and are for their owner to delete."""

    number: int
    scan: Scan
    landing_files: list[Path] = field(default_factory=list)


def number_of(text: str) -> str:
    """The number as registers hold it: ten digits, or twelve of a delivered pseudonym. Raises ValueError."""
    number = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{10}|\d{12}", number):
        raise ValueError("that is no person number: ten or twelve digits · det er ikke et personnummer")
    return number


def _begin(settings: Settings, number: str) -> int:
    ledger, key = Ledger(settings.ledger), ERASURE_KEY.value()
    known = key_mark(ledger)
    if known not in (None, mark_of(key)):
        raise KeyProblem("the erasure list was written under another key · sletningslisten har en anden nøgle")
    return begin_erasure(ledger, settings.who, mark_of(key), entry(key, PERSON, number))


def traces_of(settings: Settings, wanted: Needles, made_after: float) -> Scan:
    """The scan of everything under OUT; what the list still finds in a load counts as a trace."""
    scan = scan_folder(settings.out, wanted, made_after=made_after)
    with renewing(settings, settings.who):
        found = sweep(settings, lambda _: None)
    if found:
        scan.traces.append(Trace(settings.registers, "a load still named somebody on the list"))
    return scan


def erase(settings: Settings, text: str, rebuild: Rebuild, publish_again: Rebuild, progress: Progress) -> Erased:
    """Everything, in an order that a crash cannot turn around: first onto the list, then out of the loads, then anew.

    Safe to repeat with the same number until the proof is there. Raises NotErased, ValueError, KeyProblem.
    """
    person = number_of(text)
    with sole_writer(settings):
        began = time.time() - 1  # file times are coarser than the clock
        erasure = _begin(settings, person)
        forget_working_files(settings)
        forget_rebuilt(settings)
        with renewing(settings, settings.who):
            sweep(settings, progress)
        if not rebuild(settings):
            raise NotErased("the build failed: readers keep what they had, with the person; repair and erase again")
        wanted = needles([person], [pseudonym(pseudonym_key(), PERSON, person)])
        scan = traces_of(settings, wanted, began)
        still = files_that_hold(settings.landing, wanted)
        record_proof(
            Ledger(settings.ledger), erasure, files=scan.files, size=scan.bytes, traces=len(scan.traces),
            landing_files=len(still),
        )  # fmt: skip
        if scan.traces:
            raise NotErased("traces are left in\n  " + "\n  ".join(map(str, scan.traces)) + f"\n{_NEXT}")
        _sign(settings, erasure, scan, len(still))
        if not publish_again(settings):  # with the proof in it
            raise NotErased("the proof is written, but could not be published")
        after = scan_folder(settings.out, wanted, made_after=began)
        if after.traces:
            raise NotErased("traces came back in\n  " + "\n  ".join(map(str, after.traces)))
    return Erased(erasure, scan, still)


def _sign(settings: Settings, erasure: int, scan: Scan, landing_files: int) -> None:
    append(
        settings, subject_kind="erasure", subject_id=f"erasure {erasure}", decision="erased", who=settings.who,
        comment="one person is out of everything under the output folder; the scan found no trace",
        evidence={"files": scan.files, "bytes": scan.bytes, "tables": scan.tables, "traces": 0,
                  "landing_files_that_still_hold_the_person": landing_files},
    )  # fmt: skip
