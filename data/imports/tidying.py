"""A laid-out sheet as one row per value cell, by whole columns: a million rows take no loop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.imports.columns import lowest
from data.imports.layout import Column, Layout
from data.imports.roles import is_year
from data.imports.workbook import Sheet

KEYS = ("code", "area", "commune", "district", "province", "village")
OF_TARGETS = ("target_kind", "operator", "due")
_SAID = (*KEYS, "indicator", "period", *OF_TARGETS)


def cells(sheet: Sheet, layout: Layout) -> pa.Table:
    """One row per value cell of the data rows that are not skipped, in the file's order.

    Columns: row (int32, of the file, from 1), place (int16, of the value's column, from 0), code,
    area, commune, district, province, village, indicator, period, text, number (float64, null
    unless the file holds a number), target_kind, operator, due; texts are "" where absent. Of
    targets the period is when they are due, where nothing else is said.
    """
    kept = _Kept(sheet, layout)
    said = {role: kept.said(role) for role in _SAID}
    if layout.within and not any(layout.of_role(role) for role in KEYS):
        said["code"] = kept.constant(layout.within)  # a sheet of one area
    if layout.of_role("due") and not layout.of_role("period"):
        said["period"] = said["due"]
    parts = [_of_column(kept, layout, column, said) for column in layout.of_role("value")]
    if len(parts) < 2:
        return parts[0] if parts else _of_column(kept, layout, Column(0, "value"), said).slice(0, 0)
    together = pa.concat_tables(parts).combine_chunks()
    order = np.arange(together.num_rows, dtype=np.int32).reshape(len(parts), -1).T.ravel()
    return together.take(pa.array(order))


class _Kept:
    """The rows of a sheet that hold figures, column by column."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self._sheet, self._layout = sheet, layout
        self._first = layout.rows[0]
        count = max(min(layout.rows[1], sheet.cells.num_rows) - self._first, 0)
        rows = np.arange(self._first, self._first + count, dtype=np.int32)
        mask = np.ones(count, dtype=bool)
        skipped = np.array([row for row, _ in layout.skipped], dtype=np.int64) - self._first
        mask[skipped[(skipped >= 0) & (skipped < count)]] = False
        self._mask = None if mask.all() else pa.array(mask)
        self._all = count
        self.rows = pa.array(rows[mask] + 1)
        self.count = len(self.rows)

    def of(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """The cells of a column in these rows."""
        own = column.slice(self._first, self._all)
        return own if self._mask is None else own.filter(self._mask)

    def said(self, role: str) -> pa.ChunkedArray:
        """The texts of a role in these rows; of months and years in columns of their own both."""
        columns = self._layout.of_role(role)
        if not columns:
            return self.constant("")
        if role != "period":
            columns = columns[:1]
        ordered = sorted(columns, key=lambda column: is_year(lowest(column)))
        texts = (self._texts(column.place) for column in ordered)
        return reduce(lambda one, other: pc.binary_join_element_wise(one, other, "/"), texts)

    def constant(self, text: str) -> pa.ChunkedArray:
        """The same text in each row."""
        return pa.chunked_array([pa.repeat(pa.scalar(text, pa.string()), self.count)])

    def texts(self, column: Column) -> pa.ChunkedArray:
        """The texts of a column of figures."""
        return self.of(self._sheet.cells.column(column.place))

    def numbers(self, column: Column) -> pa.ChunkedArray:
        """What the file itself holds as numbers in a column, null elsewhere."""
        if self._sheet.numbers is None:
            return pa.chunked_array([pa.nulls(self.count, pa.float64())])
        return self.of(self._sheet.numbers.column(column.place))

    def _texts(self, place: int) -> pa.ChunkedArray:
        """The texts of a column that says what figures are of; merged cells say it in each row."""
        texts = self._sheet.cells.column(place)
        downwards = [
            (top, bottom)
            for top, left, bottom, right in self._sheet.merged
            if left <= place <= right and bottom > top
        ]
        return self.of(_filled(texts, downwards) if downwards else texts)


def _of_column(
    kept: _Kept, layout: Layout, column: Column, said: dict[str, pa.ChunkedArray]
) -> pa.Table:
    """The cells of one column of figures."""
    own = {
        name: kept.constant(text)
        for name, text in (
            ("indicator", column.indicator or layout.indicator),
            ("period", column.period or layout.period),
        )
        if text
    }
    places = pa.array(np.full(kept.count, column.place, dtype=np.int16))
    known = {**said, **own}
    return pa.table(
        {
            "row": kept.rows,
            "place": places,
            **{name: known[name] for name in (*KEYS, "indicator", "period")},
            "text": kept.texts(column),
            "number": kept.numbers(column),
            **{name: known[name] for name in OF_TARGETS},
        }
    )


def _filled(texts: pa.ChunkedArray, spans: Sequence[tuple[int, int]]) -> pa.ChunkedArray:
    """The texts with the first of each span in all its rows."""
    source = np.arange(len(texts))
    for top, bottom in spans:
        source[top : bottom + 1] = top
    return texts.take(pa.array(source))
