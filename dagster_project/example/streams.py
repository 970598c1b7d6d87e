"""Random numbers that depend on the seed and on what they are for, never on the order in which things are made."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.floating[Any]]
Bools = npt.NDArray[np.bool_]
Rng = np.random.Generator


def stream(seed: int, *purpose: str | int) -> Rng:
    """A generator of its own for one purpose, so that a new source changes no other source's numbers."""
    words = [crc32(str(word).encode()) for word in purpose]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


def pick(rng: Rng, shares: dict[Any, float], size: int) -> Ints:
    """Indexes into `shares` drawn with its weights."""
    weights = np.cumsum(np.fromiter(shares.values(), float))
    found: Ints = np.searchsorted(weights / weights[-1], rng.random(size), side="right").astype(np.int32)
    return found
