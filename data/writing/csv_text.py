"""Figures as CSV: UTF-8 with BOM, no cell that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.exports import defused, plain
from data.writing.cells import lines, written
from data.writing.columns import BOOLEAN, DATE, NUMBER, Column
from data.writing.tables import Table

BOM = "\ufeff"
SEPARATORS = {"comma": ",", "semicolon": ";"}
NUMBERS = ("plain", "vi")
ROWS_AT_ONCE = 5_000  # whose text is made at once: it takes ten times their memory
_END = "\r\n"


@dataclass(frozen=True)
class Style:
    """How a CSV is written.

    Attributes:
        separator: One of SEPARATORS.
        numbers: "plain" (62.8) or "vi" (62,8); thousands are never set apart, since a dot between
            them is a decimal elsewhere.
    """

    separator: str = "comma"
    numbers: str = "plain"

    @property
    def sign(self) -> str:
        """What stands between two cells."""
        return SEPARATORS[self.separator]


def write(table: Table, style: Style) -> Iterator[bytes]:
    """The bytes of the file, a part for each frame.

    Args:
        table: Its frames are read.
        style: How it is written.
    """
    names = style.sign.join(_quoted(column.name, style.sign) for column in table.columns)
    yield (BOM + names + _END).encode()
    writers = [_writer(column, style) for column in table.columns]
    for frame in table.frames:
        for start in range(0, len(frame), ROWS_AT_ONCE):
            yield text_of(frame[start : start + ROWS_AT_ONCE], writers, style)


def text_of(frame: pd.DataFrame, writers: list[Callable[[Any], str]], style: Style) -> bytes:
    """The rows of a frame, one writer a column."""
    cells = [written(frame.iloc[:, n], write) for n, write in enumerate(writers)]
    return lines(cells, style.sign, _END)


def _writer(column: Column, style: Style) -> Callable[[Any], str]:
    sign = style.sign
    if column.kind == NUMBER:
        decimal = "," if style.numbers == "vi" else "."
        return lambda value: _quoted(plain(value).replace(".", decimal), sign)
    if column.kind == DATE:
        return iso
    if column.kind == BOOLEAN:
        return lambda value: str(bool(value)).lower()
    return lambda value: _quoted(str(defused(value)), sign)


def iso(day: date) -> str:
    """The day as year-month-day."""
    return day.isoformat()[: len("2025-06-30")]


def _quoted(text: str, sign: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if re.search(rf'[{sign}"\r\n]', text) else text
