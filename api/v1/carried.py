"""Figures in units of today and sums of communes, a page and an indicator at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from api.v1.columns import Column
from api.v1.cursors import Key, Place
from api.v1.pages_of import Found
from data import exports, selecting, selecting_carried, warehouse
from data.limited import TooMuch
from data.selecting import Selection
from data.unchanged import FiguresChanged

SECONDS = 3.0  # after which no further indicator is begun
PAST_ALL = "\uffff"  # after every id: the end of an indicator
TYPES = {
    "varchar": pa.string(),
    "double": pa.float64(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def page(
    asked: Mapping[str, Any], columns: tuple[Column, ...], place: Place | None, most: int
) -> Found:
    """The figures after the place; fewer than there might be where reckoning them takes long.

    Args:
        asked: The fields of a Selection, in units of today or with sums.
        columns: Of the rows, in their order.
        place: Where the page before ended; None for the first.
        most: How many rows there are at most.

    Raises:
        TooMuch: One indicator took too much time.
    """
    schema = pa.schema([(column.name, TYPES[column.kind]) for column in columns])
    while True:
        version = warehouse.shared().version
        try:
            frames, ended = _read(Selection(**asked), place, most)
        except FiguresChanged:  # while they were read: read them as they are now
            continue
        except duckdb.InterruptException as interrupted:
            raise TooMuch("no answer in time") from interrupted
        break
    tables = [
        pa.Table.from_pandas(exports.as_carried(frame)[schema.names], schema, preserve_index=False)
        for frame in frames
    ]
    return Found(pa.concat_tables(tables) if tables else schema.empty_table(), version, ended)


def _read(
    selection: Selection, place: Place | None, most: int
) -> tuple[list[pd.DataFrame], Key | None]:
    """Frames of at most so many rows after the place, and where they end if more may follow."""
    ends = monotonic() + SECONDS
    found: list[pd.DataFrame] = []
    ended: Key | None = None
    for indicator in selecting_carried.indicators(selection):
        if place and _is_past(indicator, place):
            continue
        if ended and monotonic() > ends:
            return found, ended
        for frame in selecting.batches(replace(selection, indicators=(indicator,))):
            later = frame[_later(frame, place)] if place and indicator == place.key[0] else frame
            found.append(later[:most])
            most -= len(found[-1])
            if len(found[-1]) < len(later):
                return found, _last(found)
        ended = (indicator, None, PAST_ALL, PAST_ALL)
    return found, None


def _is_past(indicator: str, place: Place) -> bool:
    """Whether all of the indicator comes before the place."""
    reached, _, area_id, _ = place.key
    return indicator < str(reached) or (indicator == reached and area_id == PAST_ALL)


def _last(frames: list[pd.DataFrame]) -> Key:
    row = next(frame for frame in reversed(frames) if len(frame)).iloc[-1]
    as_of = None if pd.isna(row["as_of"]) else row["as_of"].date()
    return row["indicator"], as_of, row["area_id"], row["origin"]


def _later(frame: pd.DataFrame, place: Place) -> pd.Series:
    """Which rows of the place's indicator come after it; those without a date are the last."""
    _, as_of, area_id, origin = place.key
    days, areas = frame["as_of"], frame["area_id"]
    rest = (areas > area_id) | ((areas == area_id) & (frame["origin"] > origin))
    if as_of is None:
        return days.isna() & rest
    day = pd.Timestamp(as_of)
    return days.isna() | (days > day) | ((days == day) & rest)
