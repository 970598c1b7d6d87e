"""Writes OUT/figures: page, scripts and data in a folder beside the old one, which then takes its place."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.figures.about import About, about_table, compared_nationally, shown_by_municipality
from dagster_project.figures.codes import CodeLists, words
from dagster_project.figures.data import EVERYWHERE, Table, published_tables, write_table
from dagster_project.figures.entries import Entry, entries
from dagster_project.figures.prepared import code_of_figures, prepared
from dagster_project.passports.figure import questions
from dagster_project.publish.folder import beside, recover, replace_folder
from dagster_project.publish.readers import READERS_FILE
from dagster_project.report.site import environment
from dagster_project.settings import Settings

_HERE = Path(__file__).parent
_PAGE = "index.html"
_STAMP = ".stamp"


def folder_of(settings: Settings) -> Path:
    return settings.out / "figures"


def _script(name: str, value: object) -> str:
    return f"plads.{name} = {json.dumps(value, ensure_ascii=False, default=str)};\n"


def _resolved(codes: CodeLists, entry: Entry) -> Entry:
    """The entry with codes of a kind named one by one."""
    found = {column: codes.of_kind(column, kind) for column, kind in entry.only_kind.items()}
    return entry.model_copy(update={"only": {**entry.only, **found}})


def _begins_with(shown: dict[str, dict[str, int]]) -> str | None:
    """The municipality that has most to show in most figures."""
    wins: Counter[str] = Counter()
    for found in shown.values():
        cells = {code: count for code, count in found.items() if count and code != EVERYWHERE}
        wins.update(code for code, count in cells.items() if count == max(cells.values()))
    return max(wins, key=lambda code: (wins[code], code), default=None)


def _meta(
    tables: dict[str, Table], about: dict[str, About], shown: dict[str, dict[str, int]], figures: list[Entry]
) -> Any:
    return {
        "municipality": _begins_with(shown),
        "tables": {
            name: {
                "columns": table.columns,
                "files": table.files,
                "keys": about[name].keys,
                "about": {
                    c.name: {"da": c.label.da, "en": c.label.en, "format": c.format} for c in about[name].columns
                },
            }
            for name, table in tables.items()
        },
        "figures": {
            entry.id: {
                **entry.model_dump(exclude={"about"}),
                "drawing": entry.drawing,
                "shown": shown.get(entry.id, {}),
            }
            for entry in figures
        },
    }


def _groups(figures: list[Entry]) -> list[tuple[Any, list[Entry]]]:
    """Figures under the name of the document that asks for them."""
    named = words()["groups"]
    found: dict[str, list[Entry]] = {letter: [] for letter in named}
    for entry in figures:
        found[entry.id[0] if entry.id[0] in named and entry.id[0].isupper() else ""].append(entry)
    return [(named[letter], grouped) for letter, grouped in found.items() if grouped]


def _write(connection: duckdb.DuckDBPyConnection, new: Path, release: dict[str, Any], stamp: str) -> None:
    code_lists = CodeLists(connection)
    figures = [_resolved(code_lists, entry) for entry in entries()]
    tables = {name: write_table(connection, name, new, stamp) for name in published_tables(connection)}
    registers = {entry.table: codes for entry in figures for column, codes in entry.only.items() if column == "source"}
    about = {name: about_table(connection, table, registers.get(name, [])) for name, table in tables.items()}
    there = [entry for entry in figures if entry.table in tables]
    shown = {entry.id: shown_by_municipality(connection, entry, tables[entry.table]) for entry in there}
    (new / "meta.js").write_text(
        _script(
            "meta",
            {"release": stamp, "compared": compared_nationally(connection), **_meta(tables, about, shown, there)},
        )
        + _script("codes", code_lists.names()),
        encoding="utf-8",
    )
    library = new / "lib"
    library.mkdir()
    for path in [*prepared().iterdir(), *(_HERE / "site").iterdir()]:
        shutil.copyfile(path, library / path.name)
    template = environment().from_string((_HERE / "templates" / "index.html.j2").read_text(encoding="utf-8"))
    page = template.render(
        release=release,
        stamp=stamp,
        groups=_groups(figures),
        about=about,
        questions=questions(),
        written=datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"),
    )
    (new / _PAGE).write_text(page, encoding="utf-8")


def write_figures(settings: Settings) -> Path | None:
    """The page of what readers have now; not written again when it is there already. None when nothing is published."""
    published, folder = settings.published / READERS_FILE, folder_of(settings)
    recover(folder)
    if not published.exists():
        return None
    with duckdb.connect(str(published), read_only=True) as connection:
        found = connection.execute("select release, as_of, published_at from governance.release").fetchone()
        release = dict(zip(("release", "as_of", "published_at"), map(str, found or ("", "", "")), strict=True))
        stamp = f"{release['release']} {code_of_figures()}"
        if (folder / _STAMP).exists() and (folder / _STAMP).read_text(encoding="utf-8") == stamp:
            return folder / _PAGE
        new = beside(folder, "new")
        new.mkdir(parents=True)
        _write(connection, new, release, stamp)
    (new / _STAMP).write_text(stamp, encoding="utf-8")
    new.chmod(0o755)
    replace_folder(new, folder)
    return folder / _PAGE
