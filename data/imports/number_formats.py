"""Which cells of an XLSX show a share as a percentage, or a date as no more than its month.

The reader of spreadsheets gives what a cell holds, 0.628 or 2025-06-01; whoever made the file saw
62,8% or 06/2025, and meant that.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_BUILT_IN = {"9": "0%", "10": "0.00%", "17": "mmm-yy"}  # files name these by number only
_SECTIONS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")  # of styles.xml, with like elements
_LITERAL = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

_Rows = dict[int, "array[int]"]


@dataclass(frozen=True)
class Styles:
    """The styles that matter, by the numbers that cells name them by."""

    percent: frozenset[str] = frozenset()
    month: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shown:
    """The cells of a sheet in such a style that hold something: rows by column, both from 0."""

    percent: _Rows = field(default_factory=dict)
    month: _Rows = field(default_factory=dict)


def read_styles(pieces: Iterable[bytes]) -> Styles:
    """The styles of percentages and of months; none if styles.xml, given in pieces, is broken."""
    codes, of_styles, section = dict(_BUILT_IN), [], ""
    try:
        for name, about in _elements(pieces):
            if name in _SECTIONS:
                section = name
            elif (section, name) == ("numFmts", "numFmt"):
                codes[about.get("numFmtId", "")] = about.get("formatCode", "")
            elif (section, name) == ("cellXfs", "xf"):
                of_styles.append(about.get("numFmtId", ""))
    except (expat.ExpatError, LookupError, ValueError):
        return Styles()
    percent = {number for number, code in codes.items() if is_percent(code)}
    month = {number for number, code in codes.items() if _is_month(code)}
    return Styles(
        frozenset(str(style) for style, number in enumerate(of_styles) if number in percent),
        frozenset(str(style) for style, number in enumerate(of_styles) if number in month),
    )


def find_cells(pieces: Iterable[bytes], styles: Styles) -> Shown:
    """The cells of those styles in a sheet's XML, given in pieces; up to where it is broken."""
    shown = Shown()
    row, column, rows = -1, -1, None
    try:
        for name, about in _elements(pieces):
            if name == "row":
                row, column = int(about.get("r", row + 2)) - 1, -1
            elif name == "c":
                at = _CELL.fullmatch(about.get("r", ""))
                column = place(at[1]) if at else column + 1
                own_row = int(at[2]) - 1 if at else row
                style = about.get("s", "0")
                rows = None
                if style in styles.percent:
                    rows = shown.percent
                elif style in styles.month:
                    rows = shown.month
            elif name == "v" and rows is not None:
                rows.setdefault(column, array("q")).append(own_row)
    except (expat.ExpatError, LookupError, ValueError, OverflowError):
        pass  # whether such a file is damaged, the reader of spreadsheets says
    return shown


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a "%" in quotes is but a letter."""
    return "%" in _LITERAL.sub("", code)


def place(column: str) -> int:
    """The place of a column, counted from 0, by its letters."""
    reached = 0
    for letter in column:
        reached = reached * 26 + ord(letter) - ord("A") + 1
    return reached - 1


def _is_month(code: str) -> bool:
    letters = set(_LITERAL.sub("", code).lower())
    return letters >= {"y", "m"} and not letters & {"d", "h", "s"}


def _elements(pieces: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements as they begin: name without namespace, and attributes."""
    begun: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, about: begun.append((name.split(" ")[-1], about))
    for piece in pieces:
        parser.Parse(piece)
        yield from begun
        begun.clear()
