"""What each column of a table holds, by the words above it and by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from data.imports import titles
from data.imports.grid import Row, is_figure, is_period, is_value
from data.imports.headers import PERCENT, Meaning, Vocabulary
from data.imports.layout import Column
from data.imports.roles import code_level, role_of
from data.imports.titles import Title

NAMES = ("area", "commune", "district", "province", "village")
SEPARATOR = " · "
_UNKNOWN = ""  # the role of a column until its cells or its neighbours tell
_READ = {"result": "results", "target": "targets"}  # by the kind of file that is read for them
_SMALLEST = ("village", "commune", "", "area", "district", "province")
_MOST = 0.5  # of the cells that are not blank, above which a column is of one kind
# A part of a year, which a year elsewhere completes.
_PART_OF_YEAR = re.compile(
    r"(?:tháng|t|th|quý|q)\.?\s*(?:\d{1,2}|i{1,3}|iv)|[369] tháng(?: đầu năm| đầu)?|\d{1,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Table:
    """A table whose header is known.

    Attributes:
        levels: The words above each column, the upper level first.
        rows: The first rows of its data.
        title: What the words above it say.
        vocabulary: The words for indicators.
        kind: Of the file.
    """

    levels: Sequence[tuple[str, ...]]
    rows: Sequence[Row]
    title: Title
    vocabulary: Vocabulary
    kind: str

    def texts(self, place: int) -> list[str]:
        """The column's texts that are not blank."""
        return [row[place] for row in self.rows if row[place]]

    def are(self, column: Column, is_so: Callable[[str], object]) -> bool:
        """Whether most of the column's texts are so."""
        texts = self.texts(column.place)
        return sum(1 for text in texts if is_so(text)) > _MOST * len(texts)


def columns(table: Table) -> tuple[Column, ...]:
    """One per column of the file; a value's has no indicator where its header says none."""
    found = _once([_by_header(table, place) for place in range(len(table.levels))])
    if table.kind == "teams":
        return tuple(_without_unknown(_with_areas(table, found)))
    if not _any(found, "indicator"):
        found = _first(found, "indicator", lambda c: table.are(c, table.vocabulary.match))
    if not (_any(found, "period") or any(column.period for column in found)):
        found = _first(found, "period", lambda c: _are_dates(table, c))
    found = _with_values(table, _with_areas(table, found))
    return tuple(_without_unknown(found if _any(found, "indicator") else _of_title(table, found)))


def has_figures(table: Table, found: Sequence[Column]) -> bool:
    """Whether there are figures among the columns, even if nothing says what they are of."""
    unread = (c for c in found if c.role == "ignore" and role_of(lowest(c), table.kind) != "ignore")
    return _any(found, "value") or any(_are_figures(table, column) for column in unread)


def leaves_indicator(column: Column) -> bool:
    """Whether a column's header leaves the indicator to the title: a year, "Tổng số", nothing."""
    return all(map(_is_of_none, column.header.split(SEPARATOR)))


def _is_of_none(word: str) -> bool:
    return PERCENT not in word and bool(
        not word
        or titles.canonical(word)
        or _PART_OF_YEAR.fullmatch(word)
        or role_of(titles.dated(word)[0], "results") in ("value", "result", "target", "period")
    )


def _by_header(table: Table, place: int) -> Column:
    """What the words above a column say, as far as its cells agree."""
    levels = table.levels[place]
    column = Column(place, _UNKNOWN, SEPARATOR.join(levels))
    if not levels:
        return column
    role = _role(table, column, levels)
    meaning = _meaning(table, levels) if role in ("value", "period", _UNKNOWN) else None
    if meaning or (role == _UNKNOWN and _period(table, levels)):
        role = "value"
    if role == "value" and _are_all_words(table.texts(place)):
        role = _UNKNOWN  # such as members by name
    if role != "value":
        return replace(column, role=role)
    return _meant(replace(column, role=role, period=_period(table, levels)), meaning)


def _role(table: Table, column: Column, levels: tuple[str, ...]) -> str:
    """The role that the lowest level names, if the cells are such.

    Targets in a file of results, and results in one of targets, are not read.
    """
    said = [role_of(titles.dated(word)[0], table.kind) for word in levels]
    role = said[-1]
    filled = bool(table.texts(column.place))
    if role in NAMES and filled and table.are(column, is_value):
        return _UNKNOWN
    if role == "indicator" and filled and table.are(column, is_value):
        said.append("target")
    figures = [each for each in said if each in _READ]
    if figures:
        return "value" if _READ[figures[-1]] == table.kind else "ignore"
    if role == "period" and filled and not table.are(column, _may_be_period):
        return _UNKNOWN
    return role


def _may_be_period(text: str) -> bool:
    return is_period(text) or _PART_OF_YEAR.fullmatch(text) is not None


def _meaning(table: Table, levels: tuple[str, ...]) -> Meaning | None:
    """The indicator that the levels name: together, each, or behind the title's subject.

    None where two levels name one: which part of which is not known.
    """
    words = [titles.dated(word)[0] for word in levels]
    words = [word for word in words if not _is_of_none(word)]
    if not words:
        return None
    vocabulary, subject, whole = table.vocabulary, table.title.subject, " ".join(words)
    found = vocabulary.meaning(whole)
    if found is None and subject:
        behind = (f"{subject} {whole}", f"{subject} {words[-1]}")
        found = next(filter(None, map(vocabulary.meaning, behind)), None)
    if found is None:
        unit = vocabulary.unit(words[-1].strip("() "))
        named = [each for word in words if (each := vocabulary.meaning(word))]
        if len(named) == 1 and (unit or vocabulary.meaning(words[-1])):
            found = vocabulary.in_unit(named[0].indicator_id, unit) if unit else named[0]
    return _in_unit(table, found) if found else None


def _in_unit(table: Table, meaning: Meaning) -> Meaning:
    """The meaning in the unit that stands above the table, where the header says none."""
    if meaning.says_unit or table.title.unit is None:
        return meaning
    found = table.vocabulary.in_unit(meaning.indicator_id, table.title.unit)
    return found if found and found.says_unit else meaning


def _meant(column: Column, meaning: Meaning | None) -> Column:
    if meaning is None:
        return column
    return replace(
        column,
        indicator=meaning.indicator_id,
        scale=meaning.scale,
        confirmed=meaning.says_unit,
    )


def _period(table: Table, levels: tuple[str, ...]) -> str:
    """The period that the levels name: one of them, two together, or one in the title's year."""
    lowest, upper = levels[-1], " ".join(levels[:-1])
    tried = [lowest, f"{lowest} {upper}"]
    if _PART_OF_YEAR.fullmatch(lowest):
        years = [word for word in map(titles.canonical, levels) if len(word) == 4]
        year = (years or [table.title.year])[-1]
        if year and not lowest.isdigit():
            tried += [f"{lowest}/{year}", f"{lowest} {year}"]
        elif year:
            tried += [f"{word} {lowest}/{year}" for word in levels[:-1]]
    tried += [*reversed(levels), *(titles.dated(word)[1] for word in reversed(levels))]
    return next(filter(None, map(titles.canonical, tried)), "")


def _once(found: Sequence[Column]) -> list[Column]:
    """The columns with one of each role but values and periods; of codes the smallest areas'."""
    codes = [column for column in found if column.role == "code"]
    codes.sort(key=lambda column: _SMALLEST.index(code_level(lowest(column))))
    kept = {"code": codes[0].place} if codes else {}
    for column in found:
        kept.setdefault(column.role, column.place)
    several = ("value", "period", "ignore", _UNKNOWN)
    return [
        column
        if column.role in several or kept[column.role] == column.place
        else replace(column, role="ignore")
        for column in found
    ]


def _with_areas(table: Table, found: list[Column]) -> list[Column]:
    """The columns with the only one of words as that of areas, where no header names one."""
    if any(column.role in (*NAMES, "code") for column in found):
        return found
    words = [c for c in found if c.role == _UNKNOWN and _are_words(table, c)]
    bare = [column for column in words if not column.header]
    chosen = (bare or words)[:1] if len(bare or words) == 1 else []
    return [replace(c, role="area") if c in chosen else c for c in found]


def _with_values(table: Table, found: list[Column]) -> list[Column]:
    """The columns with those of figures that no header explains as values.

    Beside a column of indicators only a single one: which of several is meant must be said.
    """
    unknown = [c for c in found if c.role == _UNKNOWN and _are_figures(table, c)]
    if _any(found, "indicator") and (_any(found, "value") or len(unknown) > 1):
        return found
    return [replace(c, role="value") if c in unknown else c for c in found]


def _of_title(table: Table, found: list[Column]) -> list[Column]:
    """The columns with the title's indicator where their headers leave it to the title."""
    meaning = table.title.meaning
    if meaning is None:
        return found
    meaning = _in_unit(table, meaning)
    return [
        _meant(c, meaning) if c.role == "value" and not c.indicator and leaves_indicator(c) else c
        for c in found
    ]


def _are_all_words(texts: Sequence[str]) -> bool:
    """Whether there are texts, and none of them could be a figure with a slip in it."""
    return bool(texts) and not any(map(is_figure, texts)) and not re.search(r"\d", "".join(texts))


def _are_figures(table: Table, column: Column) -> bool:
    """Whether a column holds figures, and not numbers of its rows."""
    texts = table.texts(column.place)
    counted = [text for text in texts if text.isdigit()]
    first = int(counted[0]) if counted else 0
    counts_rows = counted == [str(first + step) for step in range(len(counted))]
    if not column.header and len(counted) > 2 and counts_rows:
        return False
    return bool(texts) and table.are(column, is_figure)


def _are_words(table: Table, column: Column) -> bool:
    texts = table.texts(column.place)
    return bool(texts) and not table.are(column, is_figure) and not table.are(column, is_period)


def _are_dates(table: Table, column: Column) -> bool:
    """Whether a column holds periods, of which not all are bare years: those may be figures."""
    texts = table.texts(column.place)
    return bool(texts) and table.are(column, lambda text: is_period(text) and not text.isdigit())


def _first(found: list[Column], role: str, is_so: Callable[[Column], bool]) -> list[Column]:
    """The columns with the role for the first that is so, of those nothing is known of."""
    place = next((c.place for c in found if c.role == _UNKNOWN and is_so(c)), None)
    return [replace(c, role=role) if c.place == place else c for c in found]


def _without_unknown(found: Iterable[Column]) -> list[Column]:
    return [replace(c, role="ignore") if c.role == _UNKNOWN else c for c in found]


def _any(found: Iterable[Column], role: str) -> bool:
    return any(column.role == role for column in found)


def lowest(column: Column) -> str:
    """The words directly above a column."""
    return column.header.rpartition(SEPARATOR)[2]
