"""What a crash cut short is finished by the next run: removals before anything is built, a rotation after it."""

from __future__ import annotations

from dagster_project.figures import write_figures
from dagster_project.ledger import Ledger
from dagster_project.ledger.erasures import pending
from dagster_project.outcomes import Progress
from dagster_project.personal_data.sweep import sweep
from dagster_project.publish import publish
from dagster_project.safeguards import rotate
from dagster_project.safeguards.retain import remove_files_of_expired
from dagster_project.safeguards.working_files import forget_working_files
from dagster_project.settings import Settings
from dagster_project.sign_off import renewing


def finish_what_broke_off(settings: Settings, progress: Progress) -> None:
    """Costs two questions to the ledger when there is nothing to finish."""
    ledger = Ledger(settings.ledger)
    if erasures := pending(ledger):
        listed = ", ".join(map(str, erasures))
        progress(f"erasures without a proof so far: {listed}; if none is running, repeat `plads erase` with the number")
        with renewing(settings, settings.who):
            found = sweep(settings, progress)
        if found:
            forget_working_files(settings)
    if remove_files_of_expired(settings):
        forget_working_files(settings)
    if rotate.is_pending(settings):
        rotate.prepare(settings)


def finish_after_build(settings: Settings, progress: Progress) -> None:
    """A rotation is over when the build under the new key is published and shown to hold; readers are told so."""
    if rotate.is_pending(settings):
        rotate.finish(settings, progress)
        publish(settings, progress=progress)
        write_figures(settings)
