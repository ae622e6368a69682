"""Whole numbers that add up to a total exactly, in proportion to weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]


def apportion(weights: Floats, total: int, least: int = 0, most: int | None = None) -> Ints:
    """The total as whole numbers in proportion to the weights, by the largest remainder.

    Each lies between least and most; whoever is at a bound gives way to the next in line. Raises
    ValueError where the bounds cannot meet the total.
    """
    highest = total if most is None else most
    if not least * len(weights) <= total <= highest * len(weights):
        bounds = f"{len(weights)} numbers from {least} to {highest}"
        raise ValueError(f"{bounds} cannot add up to {total}")
    quotas = weights * (total / math.fsum(weights))
    parts = np.clip(np.floor(quotas), least, highest).astype(np.int64)
    step = 1 if int(parts.sum()) < total else -1
    order = np.argsort(-step * (quotas - parts), kind="stable")
    while missing := abs(total - int(parts.sum())):
        bound = highest if step > 0 else least
        parts[order[parts[order] != bound][:missing]] += step
    return parts


def rounded(values: Floats, at: int, total: int) -> Ints:
    """Values (rows: areas, columns: months) in whole numbers whose column `at` adds up to total.

    Every row is scaled alike and rounded at one place of its own, so that what grows still grows.
    """
    scaled = values * (total / math.fsum(values[:, at]))
    whole = np.floor(scaled)
    rest = (scaled - whole)[:, at]
    up = np.argsort(-rest, kind="stable")[: total - int(whole[:, at].sum())]
    raised = np.zeros(len(values))
    # A hair more than what is missing to the next whole number: the sum must not fall short of it.
    raised[up] = (1 - rest[up]) + 1e-6
    return np.floor(scaled + raised[:, None]).astype(np.int64)
