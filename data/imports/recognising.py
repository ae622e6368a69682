"""How a sheet is laid out, as well as its own cells tell; what they leave open is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.imports import columns, header_rows, numbers, rows, titles
from data.imports.columns import NAMES, Table
from data.imports.grid import filled, first_rows
from data.imports.headers import Vocabulary
from data.imports.layout import Column, Layout
from data.imports.problems import Problem
from data.imports.roles import role_of
from data.imports.workbook import Sheet, letters

LEVELS = ("commune", "district", "province")  # of areas, the smallest first
_TELLING = 50_000  # distinct texts of a column from which the form of its numbers is decided


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    kind: str = "results",
    known: Sequence[Layout] = (),
    header: tuple[int, int] | None = None,
) -> Layout | None:
    """The sheet's layout, None where it holds no table.

    Args:
        sheet: Cells that may be personal blanked.
        vocabulary: The words for indicators.
        kind: Of the file, one of the layout's KINDS.
        known: Saved layouts; the first of the same shape decides what its columns hold.
        header: Its rows, first and end, where a person said them: below it there is a table.
    """
    head = first_rows(sheet, header[1] if header else 0)
    found_header = (
        header_rows.between(sheet, head, *header)
        if header
        else header_rows.find(sheet, head, lambda text: _said(text, kind, vocabulary))
    )
    if found_header is None:
        return None
    first, end = found_header.first, found_header.end
    above = [row[place] for row in head[:first] for place in filled(row)]
    title = titles.read(above, sheet.name, vocabulary)
    table = Table(found_header.levels, head[end:], title, vocabulary, kind)
    found = columns.columns(table)
    layout = Layout(
        sheet=sheet.name,
        kind=kind,
        header=(first, end),
        rows=(end, sheet.cells.num_rows),
        columns=found,
        title=title.text,
    )
    if not (header or _is_table(table, layout)):
        return None
    same = next((each for each in known if each.shape == layout.shape), None)
    layout = _taken_over(layout, same) if same else _of_one_indicator(layout)
    layout = _dated(layout, title.period)
    return _decided(sheet, _bounded(sheet, layout, vocabulary))


def questions(sheet: Sheet, layout: Layout) -> tuple[Problem, ...]:
    """What a person must say before the sheet can be read, then what is left out of it."""
    return (*_open(sheet, layout), *_left_out(sheet, layout))


def _said(text: str, kind: str, vocabulary: Vocabulary) -> str:
    """The role that a header names, "value" for one that names an indicator; "" for neither."""
    return role_of(text, kind) or ("value" if vocabulary.match(text) else "")


def _is_table(table: Table, layout: Layout) -> bool:
    """Whether there are figures; in a list of teams, columns of more than one kind."""
    if layout.kind != "teams":
        says = any(table.levels) or bool(layout.of_role("indicator"))
        return says and columns.has_figures(table, layout.columns)
    roles = {column.role for column in layout.columns} - {"ignore"}
    return len(roles) > 1


def _of_one_indicator(layout: Layout) -> Layout:
    """The layout with the title's indicator as that of the whole sheet, where all figures are."""
    values = layout.of_role("value")
    ids = {column.indicator for column in values}
    if len(ids) > 1 or not all(map(columns.leaves_indicator, values)):
        return layout
    bare = tuple(replace(column, indicator="") for column in layout.columns)
    return replace(layout, indicator=ids.pop() if ids else "", columns=bare)


def _taken_over(layout: Layout, known: Layout) -> Layout:
    """The layout with what a person decided for files of this make; its rows and periods stay."""
    pairs = zip(layout.columns, known.columns, strict=True)
    return replace(
        layout,
        columns=tuple(
            replace(theirs, place=own.place, header=own.header, period=own.period)
            for own, theirs in pairs
        ),
        decimal=known.decimal,
        indicator=known.indicator,
        within=known.within,
        level=known.level,
        vintage=known.vintage,
    )


def _dated(layout: Layout, period: str) -> Layout:
    """The layout with the title's period where neither rows nor columns say one."""
    said = layout.of_role("period") or layout.of_role("due")
    if said or any(column.period for column in layout.of_role("value")):
        return layout
    return replace(layout, period=period)


def _bounded(sheet: Sheet, layout: Layout, vocabulary: Vocabulary) -> Layout:
    """The layout with the end of its rows, those that are skipped, and the level of its areas."""
    found = rows.find(sheet, layout.columns, layout.rows[0], vocabulary)
    said = next((level for level in LEVELS if layout.of_role(level)), "")
    level = layout.level or said or ("province" if found.of_provinces else "")
    return replace(layout, rows=(layout.rows[0], found.end), skipped=found.skipped, level=level)


def _decided(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with the decimal mark that its figures tell, per column where they disagree.

    A comma where no figure has a mark; a saved layout's own where nothing in the file tells.
    """
    texts = {c.place: _marked(sheet, layout, c) for c in layout.of_role("value")}
    whole = numbers.decide(pa.chunked_array(list(texts.values()), pa.string()))
    if not whole.mixed:
        return replace(layout, decimal=whole.decimal or layout.decimal or "," * (not whole.needed))
    forms = {place: numbers.decide(said) for place, said in texts.items()}
    return replace(
        layout,
        decimal="",
        columns=tuple(
            replace(c, decimal=_of_column(forms[c.place]) or c.decimal) if c.place in forms else c
            for c in layout.columns
        ),
    )


def _of_column(form: numbers.Format) -> str:
    return form.decimal or ("" if form.needed else ",")


def _marked(sheet: Sheet, layout: Layout, column: Column) -> pa.Array:
    """The column's distinct texts with a point or a comma, but for what are numbers in the file."""
    first, end = layout.rows
    texts = sheet.cells.column(column.place).slice(first, end - first)
    skipped = [row - first for row, _ in layout.skipped]
    if sheet.numbers is not None:
        own = pc.is_valid(sheet.numbers.column(column.place).slice(first, end - first))
        texts = pc.if_else(own, "", texts)
    marks = pc.or_(pc.match_substring(texts, "."), pc.match_substring(texts, ","))
    if pc.any(marks).as_py() and skipped:
        of_rows = pa.array(range(len(texts)), pa.int32())
        marks = pc.and_not(marks, pc.is_in(of_rows, pa.array(skipped, pa.int32())))
    return pc.unique(texts.filter(marks)).slice(0, _TELLING)


def _open(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    if not any(map(layout.of_role, (*NAMES, "code"))) and not layout.within:
        yield Problem("no_area_column", layout.sheet)
    dated = layout.period or layout.of_role("period")
    if layout.kind == "teams":
        if not dated:
            yield Problem("no_period", layout.sheet)
        return
    values = layout.of_role("value")
    if not values:
        yield Problem("no_values", layout.sheet)
        return
    undated = [column for column in values if not column.period]
    if undated and not (dated or layout.of_role("due")):
        where = undated if len(undated) < len(values) else [None]
        for column in where:
            yield _problem("no_period", layout, column)
    if not layout.indicator and not layout.of_role("indicator"):
        yield from _unnamed(layout, values)
    if not layout.decimal:
        yield from _ambiguous(sheet, layout)


def _unnamed(layout: Layout, values: Sequence[Column]) -> Iterator[Problem]:
    """The columns of no known indicator; one question where their headers say only periods."""
    unnamed = [column for column in values if not column.indicator]
    if len(unnamed) == len(values) and all(map(columns.leaves_indicator, unnamed)):
        yield Problem("no_indicator", layout.sheet, found=layout.title or values[0].header)
        return
    for column in unnamed:
        yield _problem("no_indicator", layout, column, column.header)


def _ambiguous(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """A question for each column whose form nothing tells; one for the sheet where none is told."""
    values = layout.of_role("value")
    asked = [
        _problem("ambiguous_numbers", layout, column, *example)
        for column in values
        if not column.decimal and (example := _example(sheet, layout, column))
    ]
    if len(asked) > 1 and not any(column.decimal for column in values):
        asked = [replace(asked[0], column="", field="")]
    yield from asked


def _example(sheet: Sheet, layout: Layout, column: Column) -> tuple[str, str] | None:
    """A text of the column that means two numbers, and both; or two that contradict each other."""
    texts = _marked(sheet, layout, column)
    told = numbers.decide(texts).evidence
    if len(told) > 1:
        return told[0], " / ".join(told)
    both = ((text, _readings(text)) for text in texts.to_pylist())
    return next((pair for pair in both if pair[1]), None)


def _readings(text: str) -> str:
    """What a text means in either form: "1800 / 1,8"; "" where it means one thing."""
    try:
        found = numbers.readings(text)
    except ValueError:
        return ""
    said = [f"{number:.12g}".replace(".", ",") for number in found]
    return " / ".join(said) if said[0] != said[1] else ""


def _left_out(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """A notice for each row and column that is not read and says something."""
    told = -1
    for row, reason in layout.skipped:
        texts = _texts(sheet, row) if reason != "blank" else []
        if not texts:
            continue
        if reason != "footnote" or rows.is_told(texts[0], goes_on=told == row - 1):
            told = row
        found = " ".join(texts if reason == "heading" else texts[:1]) if told == row else "…"
        yield Problem(f"{reason}_row", layout.sheet, row + 1, found=found)
    for column in layout.of_role("ignore"):
        plain = role_of(columns.lowest(column), layout.kind) == "ignore"
        texts = sheet.cells.column(column.place).slice(layout.rows[0])
        if not plain and pc.any(pc.not_equal(texts, "")).as_py():
            yield _problem("column_ignored", layout, column)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [text for column in sheet.cells.columns if (text := column[row].as_py())]


def _problem(
    code: str, layout: Layout, column: Column | None, found: str = "", expected: str = ""
) -> Problem:
    if column is None:
        return Problem(code, layout.sheet, found=found, expected=expected)
    where = (layout.sheet, 0, letters(column.place), column.header)
    return Problem(code, *where, found=found, expected=expected)
