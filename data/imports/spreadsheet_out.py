"""Spreadsheets that we write: texts that are never run, no name of a person in them."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties

from data.exports import FORMULA
from data.imports.workbook import Sheet

MADE_BY = "CNSCĐ Atlas"
OURS = f"{MADE_BY}: "  # begins the first cell of a sheet that we add, which holds no figures


# Letters that XML has no place for; a carriage return would come back as a line's end.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def is_ours(sheet: Sheet) -> bool:
    """Whether the sheet is one that we added to the person's: a guide, or a list of problems."""
    return str(sheet.cells[0][0]).startswith(OURS)


def put(cell: Cell, value: str | float | date | None) -> None:
    """Writes a value into a cell; a text stays a text, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = writable(value) or None
    if cell.value and FORMULA.match(value):
        cell.data_type = "s"
        cell.quotePrefix = True  # nor when somebody edits it


def writable(text: str) -> str:
    """The text without letters that a spreadsheet cannot hold."""
    return _UNWRITABLE.sub("", text)


def save(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file that names no author."""
    book.properties = DocumentProperties(creator=MADE_BY)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
