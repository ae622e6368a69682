"""Frames of one state of the warehouse, however long they take to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow as pa

from data import warehouse


class FiguresChanged(RuntimeError):  # noqa: N818  said as it is caught: except FiguresChanged
    """Figures were stored while a selection was read: what was read is neither old nor new."""


def unchanged(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The frames, one after the other; what they took is given back to the system.

    Raises:
        FiguresChanged: The warehouse was written to in between. What was given is to be dropped.
    """
    opened = warehouse.shared()
    version = opened.version
    for rows in frames:
        if opened.version != version:
            raise FiguresChanged(f"the warehouse was {version} and is {opened.version}")
        yield rows
        del rows  # what is still held cannot be given back
        opened.give_back()
        pa.default_memory_pool().release_unused()
