"""Carries deliveries to the landing folder: contract order checked, edge rows added, some files delivered again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dagster_project.contracts import load_contracts
from dagster_project.example.columns import Batch, constant
from dagster_project.example.delivery import Delivery
from dagster_project.example.edges.stage import Arrival, EdgeRow, Redelivery, Stage
from dagster_project.example.files.rows import Row, Rows
from dagster_project.example.files.write import write_delivery
from dagster_project.example.sources import SOURCES

# Small sources that a municipality keeps in a spreadsheet.
_IN_EXCEL = ("institution", "opfoelgning")


def _cut(share: float) -> Callable[[Batch], Batch]:
    return lambda batch: {name: column.slice(0, int(len(column) * share)) for name, column in batch.items()}


@dataclass
class Post:
    """One landing folder in the making."""

    landing: Path
    fmt: str
    stage: Stage
    paths: dict[str, Path] = field(default_factory=dict)

    def deliver(self, delivery: Delivery, *, rows: Rows | None = None) -> int:
        """Writes one file and gives its number of rows."""
        form = "xlsx" if self.fmt == "csv" and delivery.source in _IN_EXCEL else self.fmt
        batches = map(self._checked(delivery), delivery.batches)
        rows = self._edge_rows(delivery) if rows is None else rows
        path, count = write_delivery(self.landing / delivery.source, delivery.name, batches, rows, form)
        self.paths[delivery.name] = path
        return count

    def _checked(self, delivery: Delivery) -> Callable[[Batch], Batch]:
        """Refuses a batch whose columns are not the contract's in the contract's order."""
        names = load_contracts()[delivery.source].names
        extra = self.stage.extra_columns.get((delivery.source, delivery.period))

        def check(batch: Batch) -> Batch:
            if tuple(batch) != names:
                raise ValueError(f"{delivery.name}: columns {list(batch)} are not the contract's {list(names)}")
            return batch | {extra: constant("ok", len(batch[names[0]]))} if extra else batch

        return check

    def _edge_rows(self, delivery: Delivery) -> Rows:
        """Rows of the first version, with those of a later version in the place of rows with the same key."""
        rows = self.stage.rows[delivery.source, delivery.period, 1]
        if delivery.version > 1:
            key = load_contracts()[delivery.source].key

            def of(edge: EdgeRow) -> tuple[object, ...]:
                return tuple(edge.row.get(name) for name in key)

            newer = self.stage.rows[delivery.source, delivery.period, delivery.version]
            replaced = {of(edge) for edge in newer}
            rows = [edge for edge in rows if of(edge) not in replaced] + newer
        good: list[Row] = [edge.row for edge in rows if not edge.fault]
        return Rows(good, [edge.row for edge in rows if edge.fault])

    def deliver_again(self) -> int:
        """Redeliveries of every kind, and files that belong to nobody."""
        for redelivery in self.stage.redeliveries:
            self._again(redelivery)
        for stray in self.stage.strays:
            (self.landing / stray).parent.mkdir(parents=True, exist_ok=True)
            (self.landing / stray).write_text("kladde;ikke til indlæsning\n", encoding="utf-8")
        return len(self.stage.redeliveries) + len(self.stage.strays)

    def _again(self, redelivery: Redelivery) -> None:
        source, period, arrival = redelivery.source, redelivery.period, redelivery.arrival
        if arrival is Arrival.IDENTICAL:
            first = self.paths[f"{source}{period}"]
            shutil.copyfile(first, first.with_name(f"{source}{period}_v2{first.suffix.lower()}"))
            return
        wanted = str(int(period) + 1) if arrival is Arrival.OTHER_PERIOD else period
        found = (delivery.batches for delivery in SOURCES[source](self.stage.world) if delivery.period == wanted)
        batches = next(found, None)
        if batches is None:  # a world of one year has no other period to take rows from
            return
        if arrival is Arrival.CORRECTED:
            self.deliver(Delivery(source, period, batches, 2))
            return
        share = {Arrival.SHORTENED: 0.45, Arrival.HEADER_ONLY: 0.0, Arrival.OTHER_PERIOD: 0.8}[arrival]
        self.deliver(Delivery(source, period, map(_cut(share), islice(batches, 1)), 2), rows=Rows())
