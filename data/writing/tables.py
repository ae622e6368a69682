"""The table that a file holds: long, a row a figure, or wide, some columns an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from data import exports, selecting
from data.cache import frame as ask
from data.selecting import Selection
from data.writing.columns import Column, long, wide, widened
from data.writing.telling import Told

SHAPES = ("long", "wide")


@dataclass
class Table:
    """What is written.

    Attributes:
        selection: The figures that are meant.
        shape: One of SHAPES.
        columns: Of the file, in order.
        frames: The rows, read once, one frame after the other.
        told: What was seen of the figures once the frames are read.
    """

    selection: Selection
    shape: str
    columns: tuple[Column, ...]
    frames: Iterator[pd.DataFrame]
    told: Told = field(default_factory=Told)


def table(selection: Selection, shape: str) -> Table:
    """The table of a selection; nothing is read before its frames are.

    Args:
        selection: As `selecting.from_query` gives it.
        shape: One of SHAPES. In a wide row stand the figures of one area, day and source; figures
            of which there are several, or with a remark, have a row of their own.
    """
    told = Told()
    if shape == "long":
        frames = told.seeing(map(as_in_files, selecting.batches(selection)))
        return Table(selection, shape, long(), frames, told)
    catalogue = ask("indicators").set_index("indicator_id", drop=False)
    columns = wide(catalogue.loc[selecting.indicators(selection)])
    days = told.seeing(map(as_in_files, _days(selection)))
    return Table(selection, shape, columns, (widened(day, columns) for day in days), told)


def as_in_files(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows with the columns of `long`.

    Args:
        figures: Rows of the view `figure`, with `carrying.SAID` or without.
    """
    told = exports.as_carried(figures).rename(columns=exports.COLUMNS)
    return told[[column.name for column in long()]]


def _days(selection: Selection) -> Iterable[pd.DataFrame]:
    """All figures of some days, then of others; what is carried is there all at once."""
    if selection.units == "then":
        return selecting.days(selection)
    found = list(selecting.batches(selection))
    return [pd.concat(found, ignore_index=True)] if found else []
