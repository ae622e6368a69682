"""Where a table's header stands, and the words above each column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.imports.grid import Row, filled, is_months, is_numbering, is_period, is_value
from data.imports.titles import is_aside
from data.imports.workbook import Sheet

LEVELS = 3  # of headers that are read; forms seldom have more
_FOLLOWING = 10  # rows that tell whether one is of the data
_LONGEST = 60  # letters of a header that stands alone above a group of columns

Says = Callable[[str], str]


@dataclass(frozen=True)
class Header:
    """Rows of a header, counted from 0, without its end; the words above each column.

    Attributes:
        first: The row of its upper level.
        end: The row after it: that of the first data.
        levels: By column, the upper level first; a word that stands in two levels once.
    """

    first: int
    end: int
    levels: tuple[tuple[str, ...], ...]


def find(sheet: Sheet, rows: Sequence[Row], says: Says) -> Header | None:
    """The header of the sheet's table, None where there is no table.

    Figures below tell where a header ends; where there are none, as in an empty form, its words do.

    Args:
        sheet: Holds the merged cells.
        rows: Its first rows.
        says: The role that a header names, "value" for one that names an indicator, "" for others.
    """
    end = _first_of_data(rows, says)
    if end is None:
        return None
    last = end - 1
    while last >= 0 and (not filled(rows[last]) or _numbers_columns(rows, last)):
        last -= 1
    if last < 0 or _is_title(rows[last], says):
        return between(sheet, rows, end, end)
    first = last
    while first > 0 and last - first < LEVELS - 1 and _is_above(sheet, rows, first, says):
        first -= 1
    return between(sheet, rows, first, end)


def between(sheet: Sheet, rows: Sequence[Row], first: int, end: int) -> Header:
    """The header that stands in the rows from the first to before the end."""
    said = [
        row for row in range(first, end) if filled(rows[row]) and not _numbers_columns(rows, row)
    ]
    levels = [_spread(sheet, rows, row, said[-1]) for row in said]
    words = (tuple(dict.fromkeys(filter(None, column))) for column in zip(*levels, strict=True))
    return Header(first, end, tuple(words) or ((),) * sheet.cells.num_columns)


def _first_of_data(rows: Sequence[Row], says: Says) -> int | None:
    """The first row with figures that those below have too; else the row below words of headers."""
    scores = [_score(row, says) for row in rows]
    best = scores.index(max(scores)) if scores else 0
    found = next((row for row in range(len(rows)) if _begins_data(rows, row)), None)
    told = scores[best] >= 2 and any(map(says, rows[best]))
    if found is None or (told and best >= found and scores[best] > 2):
        return _below(rows, best) if told else None
    while told and found - 1 > best and not is_numbering(rows[found - 1]):
        row = rows[found - 1]
        if _completes(row, rows[best], says) and not _is_data_of_years(row, rows[found], says):
            break
        found -= 1
    return found


def _completes(row: Row, header: Row, says: Says) -> bool:
    """Whether a row below a header is a level of it, rather than a heading of the data."""
    return any(
        is_period(row[place]) or says(row[place]) or not header[place] for place in filled(row)
    )


def _score(row: Row, says: Says) -> int:
    """How many cells are words of headers or periods; 0 for a row with figures."""
    if any(map(is_value, row)):
        return 0
    return sum(1 for text in row if text and (says(text) or is_period(text)))


def _below(rows: Sequence[Row], best: int) -> int:
    """The row after a header that words tell, and after what else belongs to it."""
    row = best + 1
    while row < len(rows) and (is_numbering(rows[row]) or not filled(rows[row])):
        row += 1
    return min(row, len(rows)) if row < len(rows) else best + 1


def _numbers_columns(rows: Sequence[Row], row: int) -> bool:
    return is_numbering(rows[row]) and not (row and is_months(rows[row], rows[row - 1]))


def _begins_data(rows: Sequence[Row], row: int) -> bool:
    if not _has_figures(rows[row]) or (row and is_months(rows[row], rows[row - 1])):
        return False
    below = rows[row + 1 : row + 1 + _FOLLOWING]
    following = [each for each in below if len(filled(each)) > 1]
    return not following or 2 * sum(map(_has_figures, following)) >= min(len(following), 4)


def _has_figures(row: Row) -> bool:
    return len(filled(row)) >= 2 and any(map(is_value, row)) and not is_numbering(row)


def _is_data_of_years(row: Row, below: Row, says: Says) -> bool:
    """Whether a row above the first figures is of the data too: its figures look like years."""
    here = filled(row)
    return (
        len(here) >= 2
        and any(is_period(row[place]) and is_value(below[place]) for place in here)
        and any(
            not is_period(row[place]) and not says(row[place]) and not is_value(below[place])
            for place in here
        )
        and not any(says(text) for text in row)
    )


def _is_title(row: Row, says: Says) -> bool:
    """Whether the row above the data is no header: one long text, or what the table is of."""
    here = filled(row)
    return len(here) == 1 and here[0] == 0 and not says(row[0])


def _is_above(sheet: Sheet, rows: Sequence[Row], row: int, says: Says) -> bool:
    """Whether the row above is an upper level of the header that has this row."""
    upper, lower = rows[row - 1], rows[row]
    here = filled(upper)
    if not here or any(map(is_aside, upper)) or is_numbering(upper):
        return False
    if len(here) > 1:
        over_blank = any(not lower[place] for place in here)
        spans = any(
            right - left > 1 and sum(1 for text in lower[left:right] if text) > 1
            for left, right in pairwise((*here, len(upper)))
        )
        words = any(says(text) or is_period(text) for text in upper)
        return (over_blank or spans) and (words or here[0] > 0 or not lower[here[0]])
    place, text = here[0], upper[here[0]]
    if place == 0:
        return not lower[0] and says(text) not in ("", "value")
    merged = any(
        top == row - 1 and left == place and right + 1 < len(upper)
        for top, left, _, right in sheet.merged
    )
    told = merged or bool(says(text)) or is_period(text)
    return told and bool(lower[place]) and len(text) <= _LONGEST


def _spread(sheet: Sheet, rows: Sequence[Row], row: int, last: int) -> list[str]:
    """The row's words with each merged cell, or each blank of an upper level, filled from its left.

    Where the file keeps its merged cells, those alone are filled.
    """
    words = list(rows[row])
    spans = [span for span in sheet.merged if span[0] <= row <= span[2] and span[1] < len(words)]
    for top, left, _, right in spans:
        words[left : right + 1] = [rows[top][left]] * (min(right, len(words) - 1) + 1 - left)
    if row == last or spans:
        return words
    said = ""
    for place, word in enumerate(words):
        said = word or said
        words[place] = said if rows[row + 1][place] or word else ""
    return words
