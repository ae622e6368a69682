"""A file as it was read: its sheets cell by cell, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from data.imports.problems import Problem


@dataclass(frozen=True)
class Sheet:
    """One sheet. Row i of the tables is row i + 1 of the file; columns are in the file's order.

    Attributes:
        name: As in the file; "" for files that have no sheets.
        cells: One string column per column of the file, named A, B, …, AA; NFC, outer blanks
            taken off, "" for an empty cell. Dates that the file holds as dates are in ISO form.
        numbers: The same shape in float64: what the file itself holds as a number, null for
            everything else. None where the file holds text only (CSV).
        merged: Merged ranges: first row, first column, last row, last column, counted from 0.
    """

    name: str
    cells: pa.Table
    numbers: pa.Table | None = None
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A file that could be read.

    Attributes:
        file_name: As given; text, never a path to open.
        sha256: Of the bytes.
        sheets: Those that hold anything.
        problems: What was noticed while reading, such as rows longer than the header.
    """

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()


def letters(place: int) -> str:
    """The name of a column counted from 0: A, …, Z, AA and so on."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
