"""A text of rows and separators as a sheet, cell by cell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.imports import limits
from data.imports.cells import clean, named
from data.imports.problems import Problem, UnreadableFileError
from data.imports.workbook import Sheet

# The earlier one where two part the rows equally well: commas also stand in numbers.
_DELIMITERS = "\t;|,"
_NO_DELIMITER = "\x1f"
_SEP_LINE = re.compile(rb'"?sep=([ -~\t])"?(?=[\r\n])', re.IGNORECASE)
_SAMPLE = 256 * 1024
_BLOCK = 16 * limits.MEGABYTE
_END = "\x1e"


@dataclass
class _Odd:
    """Rows that have another number of cells than the table: their numbers and texts."""

    rows: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read(text: bytes) -> tuple[Sheet, tuple[Problem, ...]]:
    """The text's one sheet, row i of it being record i + 1, and a warning per row too long.

    The table is as wide as the rows that hold most of its cells; a shorter row is filled up with
    empty cells, a longer one is cut.

    Args:
        text: UTF-8 without byte order mark, any newlines, cells perhaps in double quotes.

    Raises:
        UnreadableFileError: For more rows, columns or letters in a cell than are taken in, for a
            quotation mark that is never closed, and for nothing but blanks.
    """
    limits.check_rows(max(text.count(b"\n"), text.count(b"\r")))
    said = _SEP_LINE.match(text)
    if said:
        text = text[said.end() :]  # the newline stays: the line is a row of the file
    delimiter, width = _shape(_beginning(text), said[1].decode() if said else _DELIMITERS)
    limits.check_columns(width)
    table, odd = _parse(text, delimiter, width)
    if text.count(b'"') % 2:
        _check_quotes(text, delimiter, width)
    problems: tuple[Problem, ...] = ()
    if odd:
        limits.check_columns(max(odd))
        table, problems = _evened(table, odd, delimiter)
    return Sheet("", named([clean(column) for column in table.columns])), problems


def _beginning(text: bytes) -> str:
    """The first rows of the text, for looking at."""
    start = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        start = start[: max(start.rfind(b"\n"), start.rfind(b"\r")) + 1] or start
    return start.decode(errors="ignore")


def _shape(sample: str, delimiters: str) -> tuple[str, int]:
    """The delimiter, and how many cells the rows have.

    It is the one that gives the largest share of rows the same number of cells, header and all:
    the comma in "1,5;2,5" parts the figures, but not their headers.
    """
    best, width, agreeing = _NO_DELIMITER, 1, 0.0
    for delimiter in delimiters:
        widths = _widths(sample, delimiter)
        cells = max(widths, key=lambda cells: (cells * widths[cells], cells), default=1)
        share = widths[cells] / max(widths.total(), 1)
        if cells > 1 and share > agreeing:
            best, width, agreeing = delimiter, cells, share
    return best, width


def _widths(sample: str, delimiter: str) -> Counter[int]:
    """How many rows have how many cells, blank rows left out."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if len(row) > 1 or "".join(row).strip():
                widths[len(row)] += 1
    except csv.Error:  # a cell longer than the module takes; the rows before it tell
        pass
    return widths


def _parse(text: bytes, delimiter: str, width: int) -> tuple[pa.Table, dict[int, _Odd]]:
    """The rows as wide as the table, blank ones among them, and the others by their width."""
    odd: dict[int, _Odd] = {}

    def set_aside(row: Any) -> str:
        rows = odd.setdefault(row.actual_columns, _Odd())
        rows.rows.append(row.number)
        rows.texts.append(row.text)
        return "skip"

    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            # One thread: only so are rows numbered.
            arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:  # its words hold cells
        code = "open_quote" if text.count(b'"') % 2 else "cell_too_long"
        raise limits.refuse(code, f"> {limits.CELL_LETTERS}", limits.CELL_LETTERS) from None
    return table, odd


def _check_quotes(text: bytes, delimiter: str, width: int) -> None:
    """Raises UnreadableFileError, open_quote, where a row put at the end is not seen as one."""
    table, odd = _parse(b"\n".join((text, _END.encode())), delimiter, width)
    last = odd[1].texts[-1] if 1 in odd else table.column(0)[-1].as_py() if len(table) else ""
    if last != _END:
        count = table.num_rows + sum(len(rows.rows) for rows in odd.values())
        raise UnreadableFileError(Problem("open_quote", row=count))


def _evened(
    table: pa.Table, odd: dict[int, _Odd], delimiter: str
) -> tuple[pa.Table, tuple[Problem, ...]]:
    """All rows in the order of the file, filled up or cut; a warning where a cell was cut off."""
    width, parts, cut = table.num_columns, [table], []
    for cells, rows in odd.items():
        part, _ = _parse("\n".join(rows.texts).encode(), delimiter, cells)
        blank = [pa.repeat("", len(rows.rows))] * (width - cells)
        parts.append(pa.table([*part.columns[:width], *blank], names=table.column_names))
        if cells > width:
            lost = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*part.columns[width:], ""))
            kept = np.flatnonzero(pc.not_equal(lost, "").to_numpy())[: limits.WARNINGS]
            cut += [(rows.rows[row], cells) for row in kept.tolist()]
    apart = np.concatenate([rows.rows for rows in odd.values()]) - 1
    regular = np.ones(table.num_rows + len(apart), dtype=bool)
    regular[apart] = False
    places = np.concatenate([np.flatnonzero(regular), apart])
    return pa.concat_tables(parts).take(pa.array(np.argsort(places))), tuple(
        Problem("row_too_long", row=row, found=str(cells), expected=str(width))
        for row, cells in sorted(cut)[: limits.WARNINGS]
    )
