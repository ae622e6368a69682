"""The sheets of an XLSX, XLS or ODS file, cell by cell. Runs in the confined process only."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from data.imports import archives, limits
from data.imports.cells import are_blank, clean, named, plain_number
from data.imports.number_formats import Shown
from data.imports.problems import Problem
from data.imports.workbook import Sheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XLS_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_MACRO_SHEETS = (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba)


class _Percent(float):
    """A percentage that the file holds as a share of one."""

    __slots__ = ()


_Cell = str | float | bool | date | time | timedelta


def read(content: bytes, kind: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """Every sheet that holds anything, hidden ones too, and a notice if macros were left alone.

    Formulas are not reckoned: their cells hold what they held when the file was saved.

    Args:
        content: Of the file.
        kind: "ZIP" for XLSX and ODS, "XLS" for what Excel wrote before.

    Raises:
        UnreadableFileError: For a file that is locked, damaged, no spreadsheet, or too large.
    """
    errors: dict[str, dict[tuple[int, int], str]] = {}
    shown: dict[str, Shown] = {}
    if kind == "ZIP":
        archive = archives.inspect(content)
        macros, errors, shown = archive.has_macros, archive.errors, archive.shown
    elif _ENCRYPTED in content:
        raise limits.refuse("locked_file")
    else:
        macros = _XLS_MACROS in content
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets, size = [], 0
        for index, about in enumerate(book.sheets_metadata):
            macros = macros or about.typ in _MACRO_SHEETS
            if about.typ is SheetTypeEnum.WorkSheet:
                sheet = _read(
                    book.get_sheet_by_index(index),
                    errors.get(about.name, {}),
                    shown.get(about.name, Shown()),
                )
                size += sheet.cells.nbytes
                limits.check_bytes(size, limits.FILE_BYTES)
                sheets.append(sheet)
    except PasswordError:
        raise limits.refuse("locked_file") from None
    except CalamineError:
        raise limits.refuse("damaged_file", kind) from None
    filled = tuple(sheet for sheet in sheets if not are_blank(sheet.cells))
    return filled, (Problem("macros_ignored"),) if macros else ()


def _read(sheet: CalamineSheet, errors: dict[tuple[int, int], str], shown: Shown) -> Sheet:
    top, left = sheet.start or (0, 0)
    height = max([top + sheet.height, *(row + 1 for row, _ in errors)])
    width = max([left + sheet.width, *(column + 1 for _, column in errors)])
    limits.check_columns(width)
    limits.check_cells(height * width)
    table: list[list[_Cell]] = [[""] * height for _ in range(width)]
    for row, cells in enumerate(sheet.to_python(), top):
        for column, cell in enumerate(cells, left):
            table[column][row] = cell
    for column, rows in shown.percent.items():
        _replace(table, column, rows, _as_percent)
    for column, rows in shown.month.items():
        _replace(table, column, rows, _as_month)
    for (row, column), text in errors.items():
        table[column][row] = text
    merged = sheet.merged_cell_ranges or ()
    return Sheet(
        sheet.name,
        named([clean(pa.chunked_array([_texts(cells)])) for cells in table]),
        named([pa.array([_number(cell) for cell in cells], pa.float64()) for cells in table]),
        tuple((*first, *last) for first, last in merged),
    )


def _replace(
    table: list[list[_Cell]], column: int, rows: Iterable[int], seen: Callable[[_Cell], _Cell]
) -> None:
    cells = table[column] if column < len(table) else []
    for row in rows:
        if 0 <= row < len(cells):
            cells[row] = seen(cells[row])


def _as_percent(cell: _Cell) -> _Cell:
    """A number in percent, to 12 digits since 0.628 * 100 is not quite 62.8; all else as it is."""
    if isinstance(cell, bool | _Percent) or not isinstance(cell, int | float):
        return cell
    return _Percent(f"{cell * 100:.12g}")


def _as_month(cell: _Cell) -> _Cell:
    return cell.isoformat()[:7] if isinstance(cell, date) else cell


def _texts(cells: list[_Cell]) -> pa.Array:
    texts = [_text(cell) for cell in cells]
    # The file holds a text once however often it stands in a cell.
    limits.check_bytes(sum(map(len, texts)), limits.FILE_BYTES)
    return pa.array(texts, pa.string())


def _number(cell: _Cell) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return float(cell)


def _text(cell: _Cell) -> str:
    """The cell as text: ISO for dates, plain digits for numbers, true or false."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, _Percent):
        return plain_number(float(cell)) + "%"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return plain_number(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
