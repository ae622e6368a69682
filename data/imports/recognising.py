"""How a sheet is laid out, as well as its own cells tell; what they leave open is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.imports import numbers, periods, rows
from data.imports.headers import Vocabulary
from data.imports.layout import Column, Layout
from data.imports.problems import Problem
from data.imports.roles import level_of, role_of
from data.imports.workbook import Sheet, letters

HEAD = 40  # rows in which a header is looked for
_NAMES = ("area", "commune", "district", "province", "village", "code")


@dataclass(frozen=True)
class _Head:
    """The first rows of a sheet, as texts."""

    texts: list[list[str]]
    vocabulary: Vocabulary
    kind: str

    def understood(self, row: int) -> int:
        """How many cells of a row say a role, an indicator or a period."""
        return sum(1 for text in self.texts[row] if text and self._means(text))

    def filled(self, row: int) -> int:
        """How many cells of a row say anything."""
        return sum(1 for text in self.texts[row] if text)

    def _means(self, text: str) -> bool:
        return bool(
            role_of(text, self.kind) or self.vocabulary.meaning(text) or periods.is_period(text)
        )


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    kind: str = "results",
    known: Sequence[Layout] = (),
    header: tuple[int, int] | None = None,
) -> Layout | None:
    """The sheet's layout, or None where it holds no table.

    Args:
        sheet: Cells that may be personal blanked.
        vocabulary: The words for indicators.
        kind: Of the file.
        known: Saved layouts; one of the same shape decides what the cells leave open.
        header: Its rows, where a person said them.
    """
    looked_at = max(HEAD, header[1]) if header else HEAD
    texts = [list(row.values()) for row in sheet.cells.slice(0, looked_at).to_pylist()]
    head = _Head(texts, vocabulary, kind)
    header = header or _header(head)
    if header is None:
        return None
    title = " ".join(text for row in texts[: header[0]] for text in row if text)
    headers = _headers(sheet, texts, header)
    subject = rows.subject(title)
    columns = tuple(_column(place, levels, head, subject) for place, levels in enumerate(headers))
    layout = Layout(
        sheet=sheet.name,
        kind=kind,
        header=header,
        rows=(header[1], sheet.cells.num_rows),
        columns=_named(sheet, columns, header[1]),
        period=rows.period_in(title) or rows.period_in(sheet.name),
        title=title,
    )
    for other in known:
        if other.shape == layout.shape:
            layout = _taken_over(layout, other)
            break
    else:
        layout = replace(layout, indicator=vocabulary.match(subject) if subject else "")
    return _decided(sheet, _bounded(sheet, layout))


def _header(head: _Head) -> tuple[int, int] | None:
    """The rows of the header: the one that says most, and one that completes it."""
    scores = [head.understood(row) for row in range(len(head.texts))]
    best = scores.index(max(scores)) if scores else 0
    below = head.texts[best + 1 : best + 2]
    if not scores or not scores[best] or (scores[best] == 1 and not any(map(_is_data, below))):
        return None
    first, end = best, best + 1
    if best and head.filled(best - 1) >= 2 and not _is_data(head.texts[best - 1]):
        first = best - 1
    elif end < len(head.texts) and _completes(head.texts[best], head.texts[end]):
        end += 1
    return first, end


def _is_data(row: Sequence[str]) -> bool:
    """Whether a row holds a figure that is no year or month of a header."""
    return any(_is_figure(text) and not periods.is_period(text) for text in row)


def _is_figure(text: str) -> bool:
    return bool(text) and any(_parses(text, mark) for mark in numbers.MARKS)


def _parses(text: str, mark: str) -> bool:
    try:
        numbers.parse(text, mark)
    except ValueError:
        return False
    return True


def _completes(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower row is the second level of a header: words below merged or equal cells."""
    said = [place for place, text in enumerate(lower) if text]
    below = [
        place
        for place in said
        if not upper[place] or (place + 1 < len(upper) and not upper[place + 1])
    ]
    return (
        len(said) >= 2
        and not lower[0]
        and bool(below)
        and not any(_is_figure(text) and not periods.is_period(text) for text in lower)
    )


def _headers(
    sheet: Sheet, texts: list[list[str]], header: tuple[int, int]
) -> list[tuple[str, ...]]:
    """The words above each column, upper level first; upper cells reach right until the next."""
    levels = []
    for row in range(*header):
        line, last = [], ""
        for place, text in enumerate(texts[row]):
            merged = _merged(sheet, row, place)
            last = text or (last if row < header[1] - 1 or merged else "")
            line.append(last)
        levels.append(line)
    columns = []
    for said in zip(*levels, strict=True):
        columns.append(tuple(dict.fromkeys(text for text in said if text)))
    return columns


def _merged(sheet: Sheet, row: int, place: int) -> bool:
    return any(
        top <= row <= low and left < place <= right for top, left, low, right in sheet.merged
    )


def _column(place: int, levels: tuple[str, ...], head: _Head, subject: str) -> Column:
    """What one column holds, by the words above it."""
    column = Column(place, "ignore", " · ".join(levels))
    for text in reversed(levels):
        if role := role_of(text, head.kind):
            return replace(column, role=role)
    if head.kind == "teams":
        return column
    for text in levels:
        if not column.period and periods.is_period(text):
            column = replace(column, role="value", period=text)
    for text in (" ".join(levels), *levels, *(f"{subject} {text}" for text in levels if subject)):
        if meaning := head.vocabulary.meaning(text):
            return replace(
                column,
                role="value",
                indicator=meaning.indicator_id,
                scale=meaning.scale,
                confirmed=meaning.says_unit,
            )
    return column


def _named(sheet: Sheet, columns: tuple[Column, ...], first: int) -> tuple[Column, ...]:
    """The columns, the first one of words as that of areas where no header names one.

    Those of figures that no header explains are values, to be asked for.
    """
    texts = {column.place: rows.sample(sheet, column.place, first) for column in columns}
    figures = {place for place, said in texts.items() if said and all(map(_may_be_value, said))}
    named = any(column.role in _NAMES for column in columns)
    found = []
    for column in columns:
        if column.role == "ignore" and not role_of(column.header, "results"):
            if column.place in figures and column.header:
                column = replace(column, role="value")
            elif not named and texts[column.place] and column.place not in figures:
                column, named = replace(column, role="area"), True
        found.append(column)
    return tuple(found)


def _may_be_value(text: str) -> bool:
    return numbers.is_missing(text) or _is_figure(text)


def _taken_over(layout: Layout, known: Layout) -> Layout:
    """The layout with what a person decided for a file of the same make; periods are its own."""
    columns = tuple(
        replace(theirs, place=own.place, header=own.header, period=own.period or theirs.period)
        for own, theirs in zip(layout.columns, known.columns, strict=True)
    )
    return replace(
        layout,
        columns=columns,
        decimal=known.decimal,
        indicator=known.indicator,
        within=known.within,
        level=known.level,
        vintage=known.vintage,
    )


def _bounded(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with where its data end, and which rows among them are of no area of ours."""
    end, skipped, whole = rows.skipped(sheet, layout)
    level = layout.level or next(
        (level_of(column.header) for column in layout.columns if column.role in _NAMES[:4]), ""
    )
    return replace(
        layout,
        rows=(layout.rows[0], end),
        skipped=skipped,
        level=level or ("province" if whole else ""),
    )


def _decided(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with the decimal mark that its figures tell, per column where they disagree."""
    if layout.decimal:
        return layout
    texts = {
        column.place: rows.written(sheet, layout, column.place)
        for column in layout.of_role("value")
    }
    whole = numbers.decide(text for said in texts.values() for text in said)
    if not whole.mixed:
        return replace(layout, decimal=whole.decimal or ("" if whole.needed else ","))
    columns = tuple(
        replace(column, decimal=numbers.decide(texts[column.place]).decimal)
        if column.place in texts
        else column
        for column in layout.columns
    )
    return replace(layout, columns=columns)


def questions(sheet: Sheet, layout: Layout) -> tuple[Problem, ...]:
    """What a person must say before the sheet can be read, then what is left out of it."""
    return (*_open(sheet, layout), *rows.left_out(sheet, layout))


def _open(sheet: Sheet, layout: Layout) -> list[Problem]:
    values, asked = layout.of_role("value"), []
    if not any(column.role in _NAMES for column in layout.columns) and not layout.within:
        asked.append(Problem("no_area_column", layout.sheet))
    if layout.kind == "teams":
        return asked
    if not values:
        asked.append(Problem("no_values", layout.sheet))
    dated = layout.period or layout.of_role("period") or layout.of_role("due")
    if not dated and not all(column.period for column in values):
        asked.append(Problem("no_period", layout.sheet))
    named = layout.indicator or layout.of_role("indicator")
    for column in values:
        where = (layout.sheet, 0, letters(column.place), column.header)
        if not (column.indicator or named):
            asked.append(Problem("no_indicator", *where, found=column.header))
        if not (column.decimal or layout.decimal):
            asked += _ambiguous(sheet, layout, column, where)
    return asked


def _ambiguous(
    sheet: Sheet, layout: Layout, column: Column, where: tuple[str, int, str, str]
) -> list[Problem]:
    for text in rows.written(sheet, layout, column.place):
        try:
            with_comma, with_point = numbers.readings(text)
        except ValueError:
            continue
        if with_comma != with_point:
            expected = f"{with_comma:,.10g} / {with_point:,.10g}"
            return [Problem("ambiguous_numbers", *where, found=text, expected=expected)]
    return []
