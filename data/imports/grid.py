"""The first rows of a sheet as texts, and what kind of thing each text is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from data.imports import numbers, periods
from data.imports.workbook import Sheet

ROWS, CELLS = 300, 30_000
_INDEX = re.compile(r"\(?([A-Z]|\d{1,3})\)?(?:\s*=.*)?", re.IGNORECASE)
_MONTHS = re.compile(r"^(?:các )?(?:tháng|quý)\b(?! *\d)", re.IGNORECASE)

Row = Sequence[str]


def first_rows(sheet: Sheet, start: int = 0) -> list[Row]:
    """The texts of the first rows, so many from the start on; fewer of a wide sheet."""
    count = max(min(ROWS, CELLS // max(sheet.cells.num_columns, 1)), 30)
    columns = sheet.cells.slice(0, start + count).to_pydict().values()
    return list(zip(*columns, strict=True))


def filled(row: Row) -> list[int]:
    """The places of the cells that say something."""
    return [place for place, text in enumerate(row) if text]


@lru_cache(maxsize=1 << 14)
def is_figure(text: str) -> bool:
    """Whether the text is a number in some form, or says that there is none."""
    if not text or numbers.is_missing(text):
        return bool(text)
    return any(_parses(text, mark) for mark in numbers.MARKS)


@lru_cache(maxsize=1 << 14)
def is_period(text: str) -> bool:
    """Whether the text names a period; a bare year does too."""
    return periods.is_period(text)


def is_value(text: str) -> bool:
    """Whether the text can only be a figure, or a mark for a missing one."""
    return is_figure(text) and not is_period(text)


def is_months(row: Row, above: Row) -> bool:
    """Whether a row numbers the months or quarters that the row above speaks of."""
    said = [text for text in row if text]
    first = int(said[0]) if said and said[0].isdigit() else 0
    counts = said == [str(first + step) for step in range(len(said))]
    return first > 0 and counts and any(_MONTHS.search(text) for text in above)


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: A, B, 1, 2, 3 or (1), (2), (3)."""
    said = [text for text in row if text]
    marks = [found[1] for text in said if (found := _INDEX.fullmatch(text))]
    if len(marks) < len(said) or len(said) < (2 if said and said[0].startswith("(") else 3):
        return False
    counts = [int(mark) for mark in marks if mark.isdigit()]
    begins = counts[:1] == [1] or len(counts) < len(marks)
    return begins and all(after - before == 1 for before, after in pairwise(counts))


def _parses(text: str, mark: str) -> bool:
    try:
        numbers.parse(text, mark)
    except ValueError:
        return False
    return True
