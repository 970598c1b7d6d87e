"""What depends on the code alone: the library of the browser and the specifications, kept beside dbt's parse."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT
from dagster_project.warehouse.code_version import digest

_CACHE = PROJECT_ROOT / ".plads" / "figures"
_LIBRARY = "vega.js"
_SPECS = "specs.js"
_VEGA_LITE = "6.4"  # what altair writes for


@cache
def code_of_figures() -> str:
    """Changes with anything that the site is made with."""
    return digest([Path(__file__).parent, Path(__file__).parent.parent / "report" / "templates"])


def _make(folder: Path) -> None:
    # Both libraries take a second to start, so that only who makes the files has to wait.
    import vl_convert

    from dagster_project.figures.charts import PALETTES, spec
    from dagster_project.figures.entries import entries

    bundle = vl_convert.javascript_bundle("window.plads_embed = vegaEmbed;", vl_version=_VEGA_LITE)
    # A page from the file system may not load a module, and what a script declares would be everybody's.
    (folder / _LIBRARY).write_text(f"(function () {{\n{bundle}\n}})();\n", encoding="utf-8")
    of_one_drawing = {entry.drawing: entry for entry in entries()}
    specs = {drawing: spec(entry) for drawing, entry in of_one_drawing.items()}
    said = {"specs": specs, "palettes": PALETTES}
    text = "".join(f"plads.{name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in said.items())
    (folder / _SPECS).write_text(text, encoding="utf-8")


def prepared() -> Path:
    """The folder with both files, made when missing; those of earlier code are removed."""
    folder = _CACHE / code_of_figures()
    if not (folder / _SPECS).exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="tmp", dir=_CACHE) as made:
            new = Path(made) / "new"
            new.mkdir()
            _make(new)
            for old in _CACHE.iterdir():
                if not old.name.startswith("tmp") and old != folder:
                    shutil.rmtree(old, ignore_errors=True)
            if not folder.exists():
                new.rename(folder)
    return folder
