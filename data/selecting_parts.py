"""Into which parts the reading of a selection falls, so that none is large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

import pandas as pd

UNDATED = {"first": date.max, "last": date.max, "undated": True}  # and nothing else

Item = TypeVar("Item")


def parts(counted: Iterable[Any], most: int) -> Iterator[dict[str, Any]]:
    """Parameters of selected_figures that, one after the other, give a selection in its order.

    Small indicators are asked for together, large ones some days at a time.

    Args:
        counted: Rows of selected_count.
        most: Figures of a part, unless there are more of one indicator and day.
    """
    small: list[tuple[str, int]] = []
    for indicator, rows in groupby(counted, key=lambda row: row.indicator):
        found = list(rows)
        figures = sum(row.figures for row in found)
        if figures <= most:
            small.append((indicator, figures))
            continue
        yield from ({"indicators": tuple(some)} for some in _packed(small, most))
        small = []
        yield from ({"indicators": (indicator,), **span} for span in spans(found, most))
    yield from ({"indicators": tuple(some)} for some in _packed(small, most))


def spans(counted: Iterable[Any], most: int) -> Iterator[dict[str, Any]]:
    """The days that were counted as spans of `first` and `last`, in order, undated ones last.

    Args:
        counted: As for `parts`.
        most: Figures of a span, unless there are more of one day.
    """
    by_day: Counter[pd.Timestamp] = Counter()
    undated = False
    for row in counted:
        if pd.isna(row.as_of):
            undated = True
        else:
            by_day[row.as_of] += row.figures
    for some in _packed(sorted(by_day.items()), most):
        yield {"first": some[0].date(), "last": some[-1].date(), "undated": False}
    if undated:
        yield UNDATED


def _packed(items: Iterable[tuple[Item, int]], most: int) -> Iterator[list[Item]]:
    """The items in lists, in order, each of as many as weigh `most` together, or of one."""
    some: list[Item] = []
    weight = 0
    for item, weighs in items:
        if some and weight + weighs > most:
            yield some
            some, weight = [], 0
        some.append(item)
        weight += weighs
    if some:
        yield some
