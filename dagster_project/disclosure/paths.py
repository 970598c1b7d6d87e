"""Cheapest moves along paths: which cells must be hidden for a cell to have room, from sum to sum until all is even.

A path goes from one sum of the cell to the next through cells that move by one. A cell in further sums leaves those
even only where a cell that is in no other sum (a part of its own, an unseen rest) can take up the change on the spot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from dagster_project.disclosure.system import Flags, Numbers, System

ROUNDING = 1e-9
PLENTY = 10**9
# Sums that a search visits before it gives up: what helps a cell is near it.
FARTHEST = 400
# A cell that moves, by plus or minus one; a sum with a surplus of plus or minus one.
Step = tuple[int, int]
State = tuple[int, int]
OUT: State = (-1, 0)


Trail = dict[State, tuple[State, list[Step], list[State]]]


def _walked(came: Trail, start: State, end: State) -> tuple[list[Step], list[State]]:
    """The steps from start to end, and the goals on the way."""
    steps: list[Step] = []
    reached = [] if end == OUT else [end]
    while end != start:
        end, more, met = came[end]
        steps += more
        reached += met
    return steps, reached


@dataclass
class Network:
    """`sums[cell]` lists its sums and its sign there; `cells[sum]` the cells; `ends[sum]` those in no other sum."""

    system: System
    up: list[int]
    down: list[int]
    sums: dict[int, list[State]]
    cells: dict[int, list[Step]]
    ends: dict[int, list[Step]]
    prices: list[float]
    moved: dict[int, int] = field(default_factory=dict)

    def room(self, cell: int, way: int) -> int:
        """How much further the cell may go in this direction, in this search."""
        now = self.moved.get(cell, 0)
        return self.up[cell] - now if way > 0 else self.down[cell] + now

    def price(self, cell: int) -> float:
        """The cost of hiding a cell, nothing where it is hidden already."""
        return self.prices[cell]

    def mark(self, cells: list[int], *, hidden: bool) -> None:
        """These cells become hidden, or are shown after all."""
        for cell in cells:
            self.system.hidden[cell] = hidden
            self.prices[cell] = 0.0 if hidden else float(self.system.cost[cell]) + ROUNDING

    def settle(self, node: int, surplus: int, banned: int) -> tuple[float, Step] | None:
        """The cheapest cell of this sum alone that takes up the surplus."""
        best: tuple[float, Step] | None = None
        for cell, sign in self.ends[node]:
            way = -surplus * sign
            if cell != banned and self.room(cell, way) >= 1:
                price = self.price(cell)
                if best is None or price < best[0]:
                    best = (price, (cell, way))
                    if not price:
                        break
        return best

    def _ways(self, cell: int, way: int, node: int, goals: list[State]) -> list[tuple[float, State, list[Step], list[State]]]:  # fmt: skip  # noqa: E501
        """Where a surplus can go when this cell takes it out of `node`: on to one of its other sums, or out.

        The last of each way: goals that are reached on the spot, because the cell is in those sums too.
        """
        settled: list[tuple[float, Step] | None] = []
        others = [(other, sign * way) for other, sign in self.sums[cell] if other != node]
        for other, surplus in others:
            settled.append(self.settle(other, surplus, cell))
        open_ = [number for number, found in enumerate(settled) if found is None]
        met = [others[number] for number in open_]
        if met and len(set(met)) == len(met) and all(one in goals for one in met):
            price = self.price(cell) + sum(found[0] for found in settled if found)
            return [(price, OUT, [(cell, way), *(found[1] for found in settled if found)], met)]
        if len(open_) > 1:
            return []
        price = self.price(cell) + sum(found[0] for found in settled if found)
        steps = [(cell, way), *(found[1] for found in settled if found)]
        ways: list[tuple[float, State, list[Step], list[State]]] = [] if open_ else [(price, OUT, steps, [])]
        for number in open_ or range(len(others)):
            kept = settled[number]
            rest = [step for step in steps if kept is None or step != kept[1]]
            ways.append((price - (kept[0] if kept else 0), others[number], rest, []))
        return ways

    def path(self, start: State, goals: list[State], banned: int) -> tuple[float, list[Step], list[State]] | None:
        """The cheapest steps that carry the surplus of `start` to goals or out: cost, steps, goals reached."""
        best: dict[State, float] = {start: 0.0}
        came: dict[State, tuple[State, list[Step], list[State]]] = {}
        heap: list[tuple[float, State]] = [(0.0, start)]
        up, down, moved, sums, prices = self.up, self.down, self.moved, self.sums, self.prices
        while heap and len(came) < FARTHEST:
            price, here = heappop(heap)
            if price > best[here]:
                continue
            if here == OUT or here in goals:
                return price, *_walked(came, start, here)
            node, surplus = here
            for cell, sign in self.cells[node]:
                way = -surplus * sign
                now = moved.get(cell, 0)
                if (up[cell] - now if way > 0 else down[cell] + now) < 1 or cell == banned:
                    continue
                ways: list[tuple[float, State, list[Step], list[State]]]
                places = sums[cell]
                if len(places) == 1:
                    ways = [(prices[cell], OUT, [(cell, way)], [])]
                elif len(places) == 2:
                    other, there_sign = places[1] if places[0][0] == node else places[0]
                    ways = [(prices[cell], (other, there_sign * way), [(cell, way)], [])]
                else:
                    ways = self._ways(cell, way, node, goals)
                for more_price, there, more, met in ways:
                    new = price + more_price
                    if new < best.get(there, PLENTY):
                        best[there] = new
                        came[there] = (here, more, met)
                        if not more_price and (there == OUT or there in goals):
                            return new, *_walked(came, start, there)
                        heappush(heap, (new, there))
        return None

    def step(self, cell: int, way: int) -> tuple[float, list[Step]] | None:
        """The cheapest way to move a cell by one: what it costs and all that moves, the cell included."""
        if self.room(cell, way) < 1 or cell not in self.sums:
            return None
        waiting = [(node, sign * way) for node, sign in self.sums[cell]]
        price, steps, before = 0.0, [(cell, way)], self.moved
        self.moved = dict(before)
        while waiting:
            start = waiting.pop(0)
            found = self.path(start, [(node, -surplus) for node, surplus in waiting], cell)
            if found is None:
                break
            for moving, direction in found[1]:
                self.moved[moving] = self.moved.get(moving, 0) + direction
            price, steps = price + found[0], steps + found[1]
            for node, surplus in found[2]:
                waiting.remove((node, -surplus))
        else:
            self.moved = before
            return price, steps
        self.moved = before
        return None

    def push(self, steps: list[Step], most: int) -> int:
        """Takes the steps as often as they can be taken, at most `most` times; says how often."""
        times: dict[int, int] = {}
        for cell, way in steps:
            times[cell] = times.get(cell, 0) + way
        amount = most
        for cell, way in times.items():
            if way:
                amount = min(amount, self.room(cell, way) // abs(way))
        for cell, way in times.items():
            self.moved[cell] = self.moved.get(cell, 0) + way * amount
        return amount


def network(system: System, low: Numbers, high: Numbers) -> Network:
    """All cells that are or may become hidden."""
    usable = system.hidden | system.can_hide
    keep = usable[system.cell]
    up = np.floor(np.minimum(high - system.value, PLENTY) + ROUNDING).astype(int).tolist()
    down = np.floor(np.maximum(system.value - low, 0) + ROUNDING).astype(int).tolist()
    sums: dict[int, list[State]] = {int(cell): [] for cell in np.flatnonzero(usable)}
    cells: dict[int, list[Step]] = {}
    ends: dict[int, list[Step]] = {}
    degree = np.bincount(system.cell[keep], minlength=system.size).tolist()
    entries = (
        system.equation[keep].tolist(),
        system.cell[keep].tolist(),
        system.coefficient[keep].astype(int).tolist(),
    )
    for node, cell, sign in zip(*entries, strict=True):
        sums[cell].append((node, sign))
        cells.setdefault(node, []).append((cell, sign))
        ends.setdefault(node, [])
        if degree[cell] == 1:
            ends[node].append((cell, sign))
    for found in (*cells.values(), *ends.values()):
        found.sort(key=lambda step: (bool(system.published[step[0]]), float(system.cost[step[0]]), step[0]))
    prices = np.where(system.hidden, 0.0, system.cost + ROUNDING).tolist()
    return Network(system, up, down, sums, cells, ends, prices)


def free(net: Network, cell: int, least: int, proven: Flags) -> bool:
    """Hide what lets the cell move by `least` in all, up and down together; marks cells that do. False: no such way."""
    moves: dict[int, dict[int, int]] = {1: {}, -1: {}}
    done = 0
    opened: list[int] = []
    closed: set[int] = set()
    while done < least and len(closed) < len(moves):
        best: tuple[float, int, list[Step]] | None = None
        for way in [way for way in (1, -1) if way not in closed]:
            net.moved = moves[way]
            found = net.step(cell, way)
            if found is None:
                closed.add(way)
            elif best is None or found[0] < best[0]:
                best = (found[0], way, found[1])
            if best is not None and best[0] == 0:
                break
        if best is None:
            break
        price, way, steps = best
        net.moved = moves[way]
        amount = net.push(steps, least - done)
        if amount < 1:
            closed.add(way)
            continue
        done += amount
        fresh = [one for one, _ in steps if not net.system.hidden[one]] if price else []
        opened += fresh
        net.mark(fresh, hidden=True)
    if done < least:
        net.mark(opened, hidden=False)
        return False
    for one in {*moves[1], *moves[-1]}:
        if abs(moves[1].get(one, 0) - moves[-1].get(one, 0)) >= least:
            proven[one] = True
    return True
