"""What codes are called: names from the code lists of the release; of the few that no list names, from words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

_WORDS = Path(__file__).with_name("words.yaml")
Names = dict[str, list[str]]  # code -> Danish, English; their order is the order of the figure


class NoCodeListsError(RuntimeError):
    """The release does not say what its codes are called, so nothing can be drawn of it."""


@cache
def words() -> dict[str, Any]:
    """The whole file, as it stands."""
    found: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return found


class CodeLists:
    """The lists that stand beside the published tables; names of another day or folder are none of the release's."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            found = connection.execute(
                "select code_list, code, coalesce(name_da, code), coalesce(name_en, code), code_kind"
                " from governance.code_list order by code_list, sort_order"
            ).fetchall()
        except duckdb.CatalogException as error:
            raise NoCodeListsError("the release has no code lists; `plads run` publishes it with them") from error
        self._names: dict[str, Names] = {}
        self._kinds: dict[tuple[str, str], list[str]] = {}
        for code_list, code, da, en, kind in found:
            self._names.setdefault(code_list, {})[code] = [da, en]
            self._kinds.setdefault((code_list, kind), []).append(code)

    def names(self) -> dict[str, Names]:
        """Column, or table.column where the table means something else by it → what its codes are called."""
        listed = dict(words()["seeds"])
        for table, columns in words()["tables"].items():
            listed |= {f"{table}.{column}": code_list for column, code_list in columns.items()}
        found = {column: self._names.get(code_list, {}) for column, code_list in listed.items()}
        for column in words()["codes"]:
            found[column] = found.get(column, {}) | _own(column)
        return found

    def of_kind(self, column: str, kind: str) -> list[str]:
        """Codes of a column whose list says that they are of this kind."""
        return self._kinds.get((words()["seeds"][column], kind), [])


def _own(column: str) -> Names:
    stated: Mapping[str, Mapping[str, str]] = words()["codes"].get(column, {})
    return {str(code): [name["da"], name["en"]] for code, name in stated.items()}
