"""Columns of texts as every sheet holds them: one spelling, no outer blanks, named by letters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from data.imports import limits
from data.imports.problems import Problem, UnreadableFileError
from data.imports.workbook import letters


def clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts in NFC with their outer blanks taken off."""
    trimmed = pc.utf8_trim_whitespace(column)
    if pc.all(pc.string_is_ascii(trimmed)).as_py() is not False:
        return trimmed
    distinct = trimmed.combine_chunks().dictionary_encode()
    composed = pc.utf8_normalize(distinct.dictionary, form="NFC")
    return pa.chunked_array([composed.take(distinct.indices)])


def plain_number(number: float) -> str:
    """The number in digits as Python would write it, without an exponent: 1800, 62.8, 0.0000001."""
    if not math.isfinite(number):
        return str(number)
    text = format(Decimal(repr(number)), "f").removesuffix(".0")
    return "0" if text == "-0" else text


def named(columns: Sequence[pa.ChunkedArray | pa.Array]) -> pa.Table:
    """The columns as a table, named as a spreadsheet names them."""
    return pa.table(columns, names=[letters(place) for place in range(len(columns))])


def are_blank(cells: pa.Table) -> bool:
    """Whether no cell holds anything."""
    return not any(_longest(column) for column in cells.columns)


def check_lengths(cells: pa.Table, sheet: str) -> None:
    """Raises UnreadableFileError, cell_too_long, for a cell of more letters than are taken in."""
    for place, column in enumerate(cells.columns):
        if _longest(column) <= limits.CELL_LETTERS:  # bytes, at least as many as letters
            continue
        sizes = pc.utf8_length(column)
        size = pc.max(sizes).as_py()
        if size > limits.CELL_LETTERS:
            row = pc.index(sizes, size).as_py() + 1
            found, most = str(size), str(limits.CELL_LETTERS)
            raise UnreadableFileError(
                Problem("cell_too_long", sheet, row, letters(place), found=found, expected=most)
            )


def _longest(column: pa.ChunkedArray) -> int:
    return pc.max(pc.binary_length(column)).as_py() or 0
