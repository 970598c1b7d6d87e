"""What `plads run` says at the end: how it went, what was left out and why, and where everything is."""

from __future__ import annotations

import shlex

from dagster_project.plausibility.periods import PeriodState, alarms, current_period_states
from dagster_project.settings import Settings
from dagster_project.warehouse.state import last_build


def _left_out(settings: Settings) -> list[str]:
    build = last_build(settings)
    if build is None or not build.left_out:
        return []
    sources = sorted({source for why in build.left_out.values() for source in why})
    lines = ["", f"WARNING: no load in force of {', '.join(sources)}; what needs it is left out:"]
    lines += [f"ADVARSEL: ingen godkendt leverance af {', '.join(sources)}; det, der bygger på den, er udeladt:"]
    marts = {table: why for table, why in build.left_out.items() if table.startswith("marts.")}
    return [*lines, *(f"  {table.removeprefix('marts.'):<28} {', '.join(why)}" for table, why in sorted(marts.items()))]


def _not_there(settings: Settings) -> list[str]:
    """Periods that are missing or late, a line a source; nothing where there are none."""
    found: dict[tuple[str, str], list[PeriodState]] = {}
    for one in alarms(current_period_states(settings)) if settings.ledger.exists() else []:
        found.setdefault((one.source, one.state), []).append(one)
    if not found:
        return []
    words = {"missing": "missing · mangler", "late": "late · forsinket"}
    lines = ["", "WARNING: not every expected period is there · ADVARSEL: ikke alle forventede perioder er der:"]
    for (source, state), periods in found.items():
        since = f" ({periods[-1].due_date})" if periods[-1].due_date else ""
        lines.append(f"  {source:<18} {words[state]}: {', '.join(one.period for one in periods)}{since}")
    return lines


def closing_words(settings: Settings, *, succeeded: bool) -> str:
    """Both languages, one screen."""
    where = f"LANDING={shlex.quote(str(settings.landing))} OUT={shlex.quote(str(settings.out))} AS_OF={settings.as_of}"
    verdict = "Done · Færdig"
    if not succeeded and settings.database.exists():
        verdict = "FAILED: readers have the last whole release · FEJL: læserne har den seneste hele udgivelse"
    elif not succeeded:
        verdict = "FAILED: nothing is published yet · FEJL: intet er offentliggjort endnu"
    found = {
        "database": settings.database,
        "tables": settings.published,
        "figures": settings.out / "figures" / "index.html",
        "report": settings.governance / "index.html",
    }
    places = [f"  {name:<9} {path}" for name, path in found.items() if path.is_file() or (path.is_dir() and succeeded)]
    places.append(f"  dagster   make ui {where}")
    return "\n".join([*_left_out(settings), *_not_there(settings), "", verdict, *places])
