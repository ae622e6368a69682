"""Cells as text, made for each different value once and not for each row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def lines(columns: list[pa.Array], between: str, end: str) -> bytes:
    """The rows as one text in UTF-8, as Arrow has it: no row is ever a text of Python's.

    Args:
        columns: The cells of each, as `written` gives them.
        between: Stands between two cells.
        end: Stands after a row.
    """
    rows = pc.binary_join_element_wise(*columns, between)
    _valid, offsets, texts = pc.binary_join_element_wise(rows, end, "").buffers()
    ends = np.frombuffer(offsets, np.int32)
    return texts.slice(0, int(ends[len(rows)])).to_pybytes() if len(rows) else b""


def written(column: pd.Series, write: Callable[[Any], str], empty: str = "") -> pa.Array:
    """The cells of a column as texts.

    Args:
        column: Of a frame.
        write: Gives the text of a value.
        empty: The text where there is none.
    """
    places, values = pd.factorize(column)
    texts = pa.array([*map(write, values), empty], pa.string())
    return texts.take(pa.array(np.where(places < 0, len(values), places)))
