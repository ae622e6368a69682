"""How much of a file is taken in: every limit of reading, in one place."""

from __future__ import annotations

from data.imports.problems import Problem, UnreadableFileError

MEGABYTE = 2**20

FILE_BYTES = 100 * MEGABYTE  # also of the text that a spreadsheet or Parquet file unpacks to
UNPACKED_BYTES = 300 * MEGABYTE  # of all parts of a zip together
ROWS = 2_000_000
COLUMNS = 500
SPREADSHEET_CELLS = 2_000_000
CELL_LETTERS = 32_767  # Excel's own
WARNINGS = 1_000  # rows told of one by one

# Of the process that reads spreadsheets and Parquet.
READING_BYTES = 1024 * MEGABYTE
READING_SECONDS = 30


def refuse(code: str, found: object = "", expected: object = "") -> UnreadableFileError:
    """The error to raise for a file that cannot be read as a whole, with its problem."""
    return UnreadableFileError(Problem(code, found=str(found), expected=str(expected)))


def check_bytes(size: int, most: int) -> None:
    """Raises UnreadableFileError, too_large, for more bytes than the most allowed."""
    if size > most:
        raise refuse("too_large", f"> {most // MEGABYTE} MB", f"{most // MEGABYTE} MB")


def check_rows(rows: int) -> None:
    """Raises UnreadableFileError, too_many_rows, for more rows than are taken in."""
    if rows > ROWS:
        raise refuse("too_many_rows", rows, ROWS)


def check_columns(columns: int) -> None:
    """Raises UnreadableFileError, too_many_columns, for more columns than are taken in."""
    if columns > COLUMNS:
        raise refuse("too_many_columns", columns, COLUMNS)


def check_cells(cells: int) -> None:
    """Raises UnreadableFileError, too_many_cells, for more cells than a spreadsheet may have."""
    if cells > SPREADSHEET_CELLS:
        raise refuse("too_many_cells", cells, SPREADSHEET_CELLS)
