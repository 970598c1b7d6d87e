"""The passport of one published table: everything that a reader may ask of its figures. No figure itself is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dagster_project.column_lineage import Sources, named
from dagster_project.ledger import LoadRow
from dagster_project.passports.disclosure_words import KEY, MARK, rule_words
from dagster_project.passports.parameters import Seed, seeds_behind, variables_behind
from dagster_project.passports.release import Record, Release
from dagster_project.report import Text
from dagster_project.warehouse.test_results import TestAnswer

LAYERS = ("staging", "intermediate", "core", "marts", "published")
_QUESTIONS = Path(__file__).with_name("questions.yaml")


@dataclass(frozen=True)
class Measure:
    """One column: what it is, when it is hidden, and where it comes from."""

    name: str
    label: Text
    data_type: str
    definition: str
    disclosure: Text
    is_key: bool
    values: list[str]
    decided_by: list[str]
    is_resolved: bool


@dataclass(frozen=True)
class Model:
    """One model on the way: its layer, what its first line says, and what it reads."""

    name: str
    layer: str
    about: str
    reads: list[str]


@dataclass(frozen=True)
class Asked:
    """One test of a model behind the figure, and its newest answer; None when it has not been asked yet."""

    model: str
    name: str
    answer: TestAnswer | None


@dataclass(frozen=True)
class SourceOf:
    """One register behind the figure: which of its columns, and the loads that were in force."""

    name: str
    title: Text
    columns: list[str]
    loads: list[LoadRow]


@dataclass(frozen=True)
class Figure:
    """One published table."""

    table: str
    question: Text
    grain: str
    definition: str
    measures: list[Measure]
    variables: dict[str, Any]
    seeds: list[Seed]
    models: list[Model]
    sources: list[SourceOf]
    tests: list[Asked]
    sql: str
    moves: list[Record] = field(default_factory=list)
    revisions: list[Record] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [measure.name for measure in self.measures if measure.is_key]

    @property
    def load_ids(self) -> set[str]:
        return {load.load_id for source in self.sources for load in source.loads}


@cache
def questions() -> dict[str, Text]:
    """Table → the question that it answers."""
    stored = yaml.safe_load(_QUESTIONS.read_text(encoding="utf-8"))
    return {table: Text(words["da"], words["en"]) for table, words in stored.items()}


def _meta(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry.get("meta", {}), **(entry.get("config") or {}).get("meta", {})}


def _measures(release: Release, table: str) -> list[Measure]:
    node = release.node(release.figures[table])
    disclosure = _meta(node).get("disclosure", {})
    rules, keys = disclosure.get("measures", {}), disclosure.get("keys", [])
    found = []
    for name, column in node["columns"].items():
        words, behind = _meta(column), release.lineage.of(f"published.{table}", name) or Sources(is_resolved=False)
        values = named(behind.values)
        hidden = KEY if name in keys else rule_words(rules[name]) if name in rules else MARK
        found.append(
            Measure(
                name=name,
                label=Text(words.get("label_da", name), words.get("label_en", name)),
                data_type=str(column["data_type"]),
                definition=column["description"],
                disclosure=hidden,
                is_key=name in keys,
                values=values,
                decided_by=[cell for cell in named(behind.rows) if cell not in values],
                is_resolved=behind.is_resolved,
            )
        )
    return found


def _first_line(node: Mapping[str, Any]) -> str:
    """What the file says of itself, which every model does."""
    line = str(node["raw_code"]).lstrip().splitlines()[0]
    return line.lstrip('-# {}"').rstrip('-#} "') if line.startswith(("--", "{#", "#", '"')) else ""


def _models(release: Release, table: str) -> list[Model]:
    behind = release.models_behind(table)
    names = {key: f"{release.node(key)['schema']}.{release.node(key)['alias']}" for key in behind}
    found = []
    for key in behind:
        node = release.node(key)
        # Models that are not behind the figure decide only which of its cells are hidden.
        parents = [one for one in release.manifest["parent_map"][key] if one in names or not one.startswith("model.")]
        reads = [names.get(parent) or _delivered(parent) for parent in parents]
        found.append(Model(names[key], node["schema"], _first_line(node), sorted(filter(None, reads))))
    return sorted(found, key=lambda model: (LAYERS.index(model.layer) if model.layer in LAYERS else 0, model.name))


def _delivered(unique_id: str) -> str:
    kind, *_, name = unique_id.split(".")
    return f"{kind} {name}"


def _tests(release: Release, table: str) -> list[Asked]:
    found = []
    for key in release.models_behind(table):
        for child in release.manifest["child_map"][key]:
            if child.startswith("test.") and release.node(child).get("attached_node") == key:
                name = release.node(child)["name"]
                found.append(Asked(release.node(key)["alias"], name, release.tests.get(child)))
    return sorted(found, key=lambda asked: (asked.answer is not None and asked.answer.status == "pass", asked.model))


def _sources(release: Release, table: str, measures: list[Measure]) -> list[SourceOf]:
    cells = {cell for measure in measures for cell in (*measure.values, *measure.decided_by)}
    found = []
    for source in release.sources_behind(table):
        contract = release.run.contracts[source]
        columns = [cell.removeprefix(f"{source}.") for cell in named(cells) if cell.startswith(f"{source}.")]
        loads = [release.run.by_id[load_id] for load_id in release.build.state.loads.get(source, [])]
        found.append(SourceOf(source, Text(contract.title_da, contract.title_en), columns, loads))
    return found


def figure(release: Release, table: str) -> Figure:
    """Gathers the passport of one table of the release."""
    node, mart = release.node(release.figures[table]), release.mart_of(table)
    measures = _measures(release, table)
    grain, _, definition = str(release.node(mart)["description"]).strip().partition(". ")
    sources = _sources(release, table, measures)
    names = {source.name for source in sources}
    return Figure(
        table=table,
        question=questions()[table],
        grain=grain.removeprefix("Grain: "),
        definition=definition,
        measures=measures,
        variables=variables_behind(release.manifest, release.models_behind(table)),
        seeds=seeds_behind(release.manifest, node["unique_id"], release.run.settings.landing),
        models=_models(release, table),
        sources=sources,
        tests=_tests(release, table),
        sql=release.compiled.get(mart, ""),
        moves=[move for move in release.moves if move.get("table_name") == table],
        revisions=[revision for revision in release.revisions if revision.get("source") in names],
    )
