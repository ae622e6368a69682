"""A laid-out sheet as one row per value cell, by whole columns: a million rows take no loop."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.imports.layout import Column, Layout
from data.imports.workbook import Sheet, letters

KEYS = ("code", "area", "commune", "district", "province", "village")
_OF_TARGETS = ("target_kind", "operator", "due")


def cells(sheet: Sheet, layout: Layout) -> pa.Table:
    """One row per value cell of the data rows that are not skipped, in the file's order.

    Columns: row (int32, of the file, from 1), place (int16, of the value's column, from 0), code,
    area, commune, district, province, village, indicator, period, text, number (float64, null
    unless the file holds a number), target_kind, operator, due; texts are "" where absent.
    """
    rows = _rows(sheet, layout)
    keys = {name: _key(sheet, layout, name, rows) for name in (*KEYS, *_OF_TARGETS)}
    said = {name: _key(sheet, layout, name, rows) for name in ("indicator", "period")}
    if layout.of_role("due") and not layout.of_role("period"):
        said["period"] = keys["due"]
    values = layout.of_role("value")
    parts = [_value_column(sheet, layout, column, rows, keys, said) for column in values]
    if not parts:
        return _empty()
    table = pa.concat_tables(parts).combine_chunks()
    if len(parts) > 1:
        table = table.sort_by([("row", "ascending"), ("place", "ascending")])
    return table


def _rows(sheet: Sheet, layout: Layout) -> pa.Array:
    """The data rows, counted from 0, that are not skipped."""
    first, end = layout.rows[0], min(layout.rows[1], sheet.cells.num_rows)
    rows = pa.array(range(first, max(first, end)), pa.int32())
    skipped = pa.array([row for row, _ in layout.skipped], pa.int32())
    return rows.filter(pc.invert(pc.is_in(rows, skipped))) if len(skipped) else rows


def _value_column(
    sheet: Sheet,
    layout: Layout,
    column: Column,
    rows: pa.Array,
    keys: dict[str, pa.Array],
    said: dict[str, pa.Array],
) -> pa.Table:
    count = len(rows)
    indicator, period = column.indicator or layout.indicator, column.period or layout.period
    numbers = (
        sheet.numbers.column(column.place).combine_chunks().take(rows)
        if sheet.numbers is not None
        else pa.nulls(count, pa.float64())
    )
    return pa.table(
        {
            "row": pc.add(rows, pa.scalar(1, pa.int32())),
            "place": pa.repeat(pa.scalar(column.place, pa.int16()), count),
            **{name: keys[name] for name in KEYS},
            "indicator": _constant(indicator, count) if indicator else said["indicator"],
            "period": _constant(period, count) if period else said["period"],
            "text": sheet.cells.column(column.place).combine_chunks().take(rows),
            "number": numbers,
            **{name: keys[name] for name in _OF_TARGETS},
        }
    )


def _key(sheet: Sheet, layout: Layout, role: str, rows: pa.Array) -> pa.Array:
    """The texts of the first column of a role, those of merged cells in each row; or blanks."""
    columns = layout.of_role(role)
    if not columns:
        return _constant("", len(rows))
    place = columns[0].place
    texts = sheet.cells.column(place).combine_chunks()
    spans = [span for span in sheet.merged if span[1] <= place <= span[3] and span[2] > span[0]]
    if spans:
        texts = _filled(texts, spans)
    return texts.take(rows)


def _filled(texts: pa.Array, spans: Sequence[tuple[int, int, int, int]]) -> pa.Array:
    """The texts with the first of each merged range in all its rows."""
    source = list(range(len(texts)))
    for first, _, last, _ in spans:
        for row in range(first, min(last + 1, len(source))):
            source[row] = first
    return texts.take(pa.array(source, pa.int32()))


def _constant(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), count)


def _empty() -> pa.Table:
    names = (*KEYS, "indicator", "period", "text")
    return pa.table(
        {
            "row": pa.array([], pa.int32()),
            "place": pa.array([], pa.int16()),
            **{name: pa.array([], pa.string()) for name in names},
            "number": pa.array([], pa.float64()),
            **{name: pa.array([], pa.string()) for name in _OF_TARGETS},
        }
    )


def column_texts(sheet: Sheet, place: int, rows: tuple[int, int]) -> list[str]:
    """The distinct texts of a column among some rows, blank ones left out."""
    part = sheet.cells.column(letters(place)).slice(rows[0], rows[1] - rows[0])
    return [text for text in pc.unique(part).to_pylist() if text]
