"""What `plads run` says at the end: how it went, what was left out and why, and where everything is."""

from __future__ import annotations

import shlex

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


def closing_words(settings: Settings, *, succeeded: bool) -> str:
    """Both languages, one screen."""
    where = f"LANDING={shlex.quote(str(settings.landing))} OUT={shlex.quote(str(settings.out))} AS_OF={settings.as_of}"
    verdict = (
        "Done · Færdig" if succeeded else "FAILED: readers keep what they had · FEJL: læserne beholder det, de havde"
    )
    places = [
        f"  database  {settings.database}",
        f"  tables    {settings.published}",
        f"  report    {settings.governance / 'index.html'}",
        f"  dagster   make ui {where}",
    ]
    return "\n".join([*_left_out(settings), "", verdict, *places])
