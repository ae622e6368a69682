"""How a sheet is read: its rows as in the file, what each row and column is taken for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.imports import numbers
from data.imports.layout import Column, Layout
from data.imports.workbook import Sheet, letters
from pages.parts.escape import escape
from pages.parts.import_words import plain_number, role_in_words
from pages.parts.language import _
from pages.parts.wording import number

MOST_COLUMNS = 40
FIRST, LAST = 8, 4  # rows of the data, rows at the end of the sheet
EXAMPLES = 3
MOST_READINGS = 6
ROWS = {
    "title": "title",
    "header": "header",
    "data": "figures",
    "after": "not read",
    "blank": "empty",
    "total": "total, not stored",
    "region": "region, not stored",
    "heading": "heading",
    "footnote": "note, not stored",
}
# Seen on light and dark; what a row is stands beside it in words.
COLOURS = {"header": "rgba(11, 122, 160, .22)", "data": ""}
PALE = "rgba(128, 128, 128, .2)"


def draw(sheet: Sheet, layout: Layout) -> None:
    """Draws the first and last rows of the sheet, each with what it is taken for."""
    height, width = sheet.cells.num_rows, min(sheet.cells.num_columns, MOST_COLUMNS)
    shown = _rows_shown(height, layout)
    kinds = [row_kind(row, layout) for row in shown]
    cells = sheet.cells.select(range(width)).take(shown).to_pandas()
    cells.columns = [_label(layout.columns[place]) for place in range(width)]
    cells.insert(0, _("Read as"), [_(ROWS[kind]) for kind in kinds])
    cells.index = pd.Index([row + 1 for row in shown], name=_("Row"))
    colours = [COLOURS.get(kind, PALE) for kind in kinds]
    st.dataframe(
        cells.style.apply(_painted, axis=None, colours=colours),
        height=min(35 * (len(shown) + 1) + 3, 460),
        column_config={_("Read as"): st.column_config.Column(width=170)},
    )
    said = [_("Rows in the sheet: {n}; shown: {shown}.", n=number(height, 0), shown=len(shown))]
    if sheet.cells.num_columns > width:
        n = number(sheet.cells.num_columns, 0)
        said.append(_("Columns: {n}; the first {width} are shown.", n=n, width=width))
    said += [
        sentence
        for column in layout.of_role("value")
        if (sentence := reading(sheet, layout, column))
    ][:6]
    st.caption("  \n".join(said))


def row_kind(row: int, layout: Layout) -> str:
    """What a row is taken for, one of ROWS."""
    if row < layout.header[0]:
        return "title"
    if row < layout.header[1]:
        return "header"
    if layout.rows[0] <= row < layout.rows[1]:
        return dict(layout.skipped).get(row, "data")
    return "after"


def reading(sheet: Sheet, layout: Layout, column: Column, decimal: str = "") -> str:
    """How a column's texts are read: "D (Số tổ): 1.800 → 1800; 62,8% → 62,8"; "" where none.

    Args:
        sheet: Holds the column.
        layout: Of the sheet.
        column: One with values.
        decimal: The mark to try; the column's own, or the layout's, if it is "".
    """
    mark = decimal or column.decimal or layout.decimal
    if not mark:
        return ""
    pairs = [
        f"{escape(text)} → {_read(text, mark, column)}" for text in telling(sheet, layout, column)
    ]
    if not pairs:
        return ""
    name = f" ({escape(column.header)})" if column.header else ""
    return f"{letters(column.place)}{name}: {'; '.join(pairs)}"


def telling(sheet: Sheet, layout: Layout, column: Column) -> list[str]:
    """The column's texts that tell most of how its numbers are written, a few of them."""
    first, end = layout.rows
    taken = sheet.cells.column(column.place).slice(first, min(end - first, 2000)).to_pylist()
    if sheet.numbers is not None:
        held = sheet.numbers.column(column.place).slice(first, len(taken)).to_pylist()
        taken = [text for text, value in zip(taken, held, strict=True) if value is None]
    texts = [text for text in dict.fromkeys(taken) if not numbers.is_missing(text)]
    marked = [text for text in texts if "," in text or "." in text]
    return (marked or [text for text in texts if not text.isdigit()])[:EXAMPLES]


def _read(text: str, decimal: str, column: Column) -> str:
    try:
        found = numbers.parse(text, decimal)
    except numbers.OtherForm:
        return _("not in this form")
    except numbers.NotANumber:
        return _("not a number")
    return plain_number(found.value * column.scale)


def _rows_shown(height: int, layout: Layout) -> list[int]:
    first = min(layout.rows[0] + FIRST, height)
    return [*range(first), *range(max(first, height - LAST), height)]


def _label(column: Column) -> str:
    return f"{letters(column.place)} · {role_in_words(column)}"


def _painted(cells: pd.DataFrame, colours: list[str]) -> pd.DataFrame:
    """What colours each cell, by rows."""
    lines = [[f"background-color: {each}" if each else ""] * cells.shape[1] for each in colours]
    return pd.DataFrame(lines, cells.index, cells.columns)
