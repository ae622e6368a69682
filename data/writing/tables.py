"""The table that a file holds: long, a row a figure, or wide, some columns an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


def table(selection: Selection, shape: str, batch_rows: int = selecting.BATCH_ROWS) -> Table:
    """The table of a selection. Nothing is read before its frames are, but what is carried, wide.

    Args:
        selection: As `selecting.from_query` gives it.
        shape: One of SHAPES. In a wide row stand the figures of one area, day and source; figures
            of which there are several, or with a remark, have a row of their own.
        batch_rows: Figures of a frame, at most, unless there are more of one day in a wide one.
    """
    told = Told()
    columns = long(bool(selection.sums))
    days: Iterable[pd.DataFrame]
    if shape == "long":
        found = (as_in_files(rows, columns) for rows in selecting.batches(selection, batch_rows))
        return Table(selection, shape, columns, told.seeing(found), told)
    if selection.is_reckoned:
        carried = [rows for rows in selecting.batches(selection) if len(rows)]
        days = [pd.concat(carried, ignore_index=True)] if carried else []
        known = [indicator for rows in carried for indicator in rows["indicator"].unique()]
    else:
        days = selecting.days(selection, batch_rows)
        known = selecting.indicators(selection)
    catalogue = ask("indicators").set_index("indicator_id", drop=False)
    named = wide(catalogue.loc[list(dict.fromkeys(known))], bool(selection.sums))
    seen = told.seeing(as_in_files(rows, columns) for rows in days)
    return Table(selection, shape, named, (widened(day, named) for day in seen), told)


def as_in_files(figures: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Rows of the view `figure`, or of what is carried, with the columns that a file has.

    Args:
        figures: The rows.
        columns: Of a long table.
    """
    renamed = exports.as_carried(figures).rename(columns=exports.COLUMNS)
    return renamed[[column.name for column in columns]]
