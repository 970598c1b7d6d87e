"""Person numbers that cannot be real: replacement style (day + 60), unique, modulus 11 valid unless asked otherwise."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dagster_project.example.streams import Bools, Ints

# Numbers of each birth date and sex that only the named edge persons use, whatever the seed.
RESERVED = 8
_BEFORE_2000, _FROM_2000 = (0, 1, 2, 3, 4, 9), (4, 5, 6, 7, 8, 9)


@cache
def _suffixes() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Last four digits by (weighted sum of the date, woman, born from 2000), and how many there are of each."""
    found: list[list[int]] = [[] for _ in range(44)]
    order = np.random.Generator(np.random.PCG64(11)).permutation(600)
    for base in range(11):
        for era, seventh in enumerate((_BEFORE_2000, _FROM_2000)):
            for position in order:
                a, b, c = seventh[position // 100], position // 10 % 10, position % 10
                check = -(base + 4 * a + 3 * b + 2 * c) % 11
                if check < 10:
                    woman = 1 - check % 2
                    found[base * 4 + woman * 2 + era].append(int(a * 1000 + b * 100 + c * 10 + check))
    counts = np.array([len(numbers) for numbers in found])
    table = np.array([numbers + [0] * (counts.max() - len(numbers)) for numbers in found])
    return table, counts


def _ranks(group: Ints) -> Ints:
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.empty(len(group), np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(starts, np.diff(np.r_[starts, len(group)]))
    return rank


def _numbers(birth: Ints, sex: Ints, rank: Ints) -> npt.NDArray[np.int64]:
    days = birth.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year = (days.astype("datetime64[Y]").astype(np.int64) + 1970).astype(np.int64)
    month = months.astype(np.int64) % 12 + 1
    dom = (days - months).astype(np.int64) + 61
    short = year % 100
    digits: list[Any] = [dom // 10, dom % 10, month // 10, month % 10, short // 10, short % 10]
    base = sum(weight * digit for weight, digit in zip((4, 3, 2, 7, 6, 5), digits, strict=True)) % 11
    table, counts = _suffixes()
    row = base * 4 + (sex == 2) * 2 + (year >= 2000)
    if np.any(rank >= counts[row]):
        raise ValueError("More people share a birth date than there are person numbers for it")
    numbers: npt.NDArray[np.int64] = dom * 10**8 + month * 10**6 + short * 10**4 + table[row, rank]
    return numbers


def allocate(birth: Ints, sex: Ints, invalid: Bools) -> pa.StringArray:
    """A unique number for everybody; where `invalid` the check digit is wrong (and the sex still right)."""
    numbers = _numbers(birth, sex, _ranks(birth.astype(np.int64) * 2 + sex) + RESERVED)
    last = numbers % 10
    numbers = np.where(invalid, numbers - last + (last + 2) % 10, numbers)
    return pa.array(numbers).cast(pa.string())


def reserved(birth: int, sex: int, slot: int) -> str:
    """The number of an edge person: the same for every seed and scale."""
    if not 0 <= slot < RESERVED:
        raise ValueError(f"Slot {slot} is not reserved")
    return str(_numbers(np.array([birth]), np.array([sex]), np.array([slot]))[0])
