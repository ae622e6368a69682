"""A file's cells as a workbook with what is wrong marked in them, listed on a sheet in front.

Everything is written anew from the cells as they were checked. Of the person's own file only its
looks are taken over, fonts, fills, borders and widths, so that nothing that was blanked comes back
in a note, a drop-down, a link or a property.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime

import openpyxl
import pyarrow as pa
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from data.imports.number_formats import is_percent
from data.imports.problems import SEVERITIES, Problem, catalogue, place
from data.imports.spreadsheet_out import MADE_BY, OURS, put, save, writable
from data.imports.workbook import Sheet, Workbook

CELLS = 200_000  # above, only rows with problems are written
LISTED = 5_000  # problems
MERGES, MERGED = 5_000, 1_000  # merged ranges of a sheet, cells of one
ROWS = 1_048_576  # of a sheet of Excel
_NOTE_LETTERS = 2_000
_TITLE = {"vi": "Cần xem lại", "en": "To look at"}
_UNNAMED = {"vi": "Dữ liệu", "en": "Data"}
_HEADERS = {
    "vi": ("Mức", "Ở đâu", "Tìm thấy", "Đối chiếu với", "Điều cần xem lại", "Cách sửa"),
    "en": ("Severity", "Where", "Found", "Compare with", "What is wrong", "What to do"),
}
_WIDTHS = (12, 52, 26, 36, 62, 52)
_SEVERITY = {
    "vi": {"error": "Lỗi", "warning": "Cảnh báo", "notice": "Lưu ý"},
    "en": {"error": "Error", "warning": "Warning", "notice": "Notice"},
}
_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
_FILLS = {name: PatternFill("solid", fgColor=colour) for name, colour in _COLOURS.items()}
_ONLY_ROWS = {
    "vi": "Tệp có nhiều hơn {cells} ô nên bản này chỉ có những dòng cần xem lại.",
    "en": "The file has more than {cells} cells, so only the rows to look at are in this copy.",
}
_ONLY_FIRST = {
    "vi": "Chỉ liệt kê {listed} điều đầu tiên trong {all}.",
    "en": "Only the first {listed} of {all} are listed.",
}
_BLANKED = {
    "vi": "Ô có thể chứa thông tin cá nhân đã bị xóa. Bấm vào ô ở cột B để tới nơi cần sửa.",
    "en": "Cells that may be personal are blank. Click a cell of column B to go to its place.",
}
# Formats that show nothing but the number or date itself.
_PLAIN_FORMAT = re.compile(r"(?:General|[0#?.,%;/:\-_ ()@dmyhs]*)", re.IGNORECASE)

Spot = tuple[int, int]
Looks = Mapping[str, Worksheet]


def mark(workbook: Workbook, problems: Sequence[Problem], language: str, looks: Looks) -> bytes:
    """The workbook as XLSX.

    Args:
        workbook: Its sheets, cells that may be personal blanked.
        problems: Of the file.
        language: Of the sentences, "vi" or "en".
        looks: By sheet name, the person's own sheets, if they could be opened.
    """
    listed = sorted(problems, key=lambda each: SEVERITIES.index(each.severity))[:LISTED]
    size = sum(sheet.cells.num_rows * sheet.cells.num_columns for sheet in workbook.sheets)
    book = openpyxl.Workbook()
    front = book.worksheets[0]
    front.title = _free_title(_TITLE[language], {sheet.name for sheet in workbook.sheets})
    titles = {}
    for sheet in workbook.sheets:
        title = _free_title(sheet.name or _UNNAMED[language], set(book.sheetnames))
        own = [problem for problem in listed if problem.sheet == sheet.name]
        rows = _rows_with(own, sheet) if size > CELLS else range(sheet.cells.num_rows)
        copied = book.create_sheet(title)
        _write(copied, sheet, rows, looks.get(sheet.name))
        _note(copied, sheet, own, language)
        titles[sheet.name] = title
    heading = [f"{OURS}{_TITLE[language]}", _BLANKED[language]]
    if size > CELLS:
        heading.append(_ONLY_ROWS[language].format(cells=CELLS))
    if len(problems) > LISTED:
        heading.append(_ONLY_FIRST[language].format(listed=LISTED, all=len(problems)))
    _list(front, listed, titles, heading, workbook.file_name, language)
    return save(book)


def _free_title(name: str, taken: set[str]) -> str:
    """The name as a title of a sheet that no other one has."""
    base = re.sub(r"[\\*?:/\[\]\x00-\x1f\ufffe\uffff]", " ", name).strip("' ")[:31] or "-"
    title, number = base, 1
    while title.casefold() in {each.casefold() for each in taken}:
        number += 1
        title = f"{base[:27]} {number}"
    return title


def _rows_with(problems: Sequence[Problem], sheet: Sheet) -> list[int]:
    """The rows of the problems and the first one, which mostly names the columns; from 0."""
    rows = sorted({0, *(each.row - 1 for each in problems if each.row)})
    kept = [row for row in rows if row < sheet.cells.num_rows]
    return kept[: max(CELLS // max(sheet.cells.num_columns, 1), 1)]


def _write(copied: Worksheet, sheet: Sheet, rows: Sequence[int], looks: Worksheet | None) -> None:
    """Writes the rows, each where it stands in the file, as it looks there."""
    chosen = pa.array(rows, pa.int32())
    styles: dict[int, Cell] = {}
    for column in range(sheet.cells.num_columns):
        texts = sheet.cells[column].take(chosen).to_pylist()
        numbers = (
            [None] * len(texts)
            if sheet.numbers is None
            else sheet.numbers[column].take(chosen).to_pylist()
        )
        for row, text, number in zip(rows, texts, numbers, strict=True):
            if row >= ROWS:
                break
            own = looks.cell(row + 1, column + 1) if looks else None
            is_dressed = own is not None and own.has_style
            if not text and not is_dressed:
                continue
            cell = copied.cell(row + 1, column + 1)
            if is_dressed:
                _dress(cell, own, styles)
            if not text:
                continue
            # The other cells of a merged one have no value of their own.
            is_date = isinstance(own, Cell) and own.is_date
            held = text if number is None else _number(number, cell)
            put(cell, _dated(text) if is_date else held)
    for top, left, bottom, right in _merges(sheet, set(rows)):
        copied.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    if looks:
        for letter, own_column in looks.column_dimensions.items():
            copied.column_dimensions[letter].width = own_column.width
            copied.column_dimensions[letter].min = own_column.min
            copied.column_dimensions[letter].max = own_column.max


def _dress(cell: Cell, own: Cell, styles: dict[int, Cell]) -> None:
    """Gives the cell the looks of the person's own one, taken over once for each style."""
    known = styles.setdefault(own.style_id, cell)
    if known is not cell:
        cell._style = copy(known._style)  # as openpyxl itself tells how to
        return
    cell.font, cell.fill = copy(own.font), copy(own.fill)
    cell.border, cell.alignment = copy(own.border), copy(own.alignment)
    if _PLAIN_FORMAT.fullmatch(own.number_format):
        cell.number_format = own.number_format


def _number(number: float, cell: Cell) -> float:
    if is_percent(cell.number_format):
        return number / 100
    return int(number) if number.is_integer() else number


def _dated(text: str) -> str | date:
    """The day or time that a text in ISO form says, else the text."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text


def _merges(sheet: Sheet, rows: set[int]) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges as far as there are cells, in the rows written, none over another."""
    taken: set[Spot] = set()
    height, width = sheet.cells.num_rows, sheet.cells.num_columns
    for top, left, last_row, last_column in sheet.merged[:MERGES]:
        bottom, right = min(last_row, height - 1), min(last_column, width - 1)
        if (bottom - top + 1) * (right - left + 1) > MERGED:
            continue
        spots = {
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        }
        if len(spots) > 1 and spots.isdisjoint(taken) and {row for row, _ in spots} <= rows:
            taken |= spots
            yield top, left, bottom, right


def _note(copied: Worksheet, sheet: Sheet, problems: Sequence[Problem], language: str) -> None:
    """Marks the cells of the problems, the worst one's colour, all their words in a note."""
    corners = {
        (row, column): (merged.min_row, merged.min_col)
        for merged in copied.merged_cells.ranges
        for row, column in merged.cells
    }
    by_cell: dict[Spot, list[Problem]] = defaultdict(list)
    for problem in problems:
        if 0 < problem.row <= min(sheet.cells.num_rows, ROWS):
            spot = problem.row, _column(problem)
            by_cell[corners.get(spot, spot)].append(problem)
    for (row, column), found in by_cell.items():
        cell = copied.cell(row, column)
        cell.fill = _FILLS[found[0].severity]
        said = dict.fromkeys(" ".join(_words(each, language)) for each in found)
        text = writable("\n".join(said))[:_NOTE_LETTERS]
        cell.comment = Comment(text, MADE_BY, height=120, width=320)


def _column(problem: Problem) -> int:
    """Where the problem's cell stands, from 1; the first column for what is about a whole row."""
    return column_index_from_string(problem.column) if problem.column else 1


def _words(problem: Problem, language: str) -> tuple[str, str]:
    """What is wrong, and what to do."""
    words = catalogue()[problem.code]
    details = {"found": problem.found, "expected": problem.expected, "field": problem.field}
    says, hint = (words[f"{name}_{language}"].format(**details) for name in ("says", "hint"))
    return says, hint


def _list(
    front: Worksheet,
    problems: Sequence[Problem],
    titles: Mapping[str, str],
    heading: Sequence[str],
    file_name: str,
    language: str,
) -> None:
    """Writes the list of problems, each with a link to its cell."""
    for row, line in enumerate(heading, 1):
        put(front.cell(row, 1), line)
    top = len(heading) + 2
    for column, (name, width) in enumerate(zip(_HEADERS[language], _WIDTHS, strict=True), 1):
        put(front.cell(top, column), name)
        front.cell(top, column).font = Font(bold=True)
        front.column_dimensions[get_column_letter(column)].width = width
    for row, problem in enumerate(problems, top + 1):
        severity = problem.severity
        says, hint = _words(problem, language)
        where = place(problem, file_name, language)
        found = (_SEVERITY[language][severity], where, problem.found, problem.expected, says, hint)
        for column, text in enumerate(found, 1):
            cell = front.cell(row, column)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        front.cell(row, 1).fill = _FILLS[severity]
        if problem.sheet in titles and 0 < problem.row <= ROWS:
            target = f"{get_column_letter(_column(problem))}{problem.row}"
            location = f"{quote_sheetname(titles[problem.sheet])}!{target}"
            linked = front.cell(row, 2)
            linked.hyperlink = Hyperlink(ref=linked.coordinate, location=location)
            linked.font = Font(underline="single", color="0563C1")
    front.freeze_panes = front.cell(top + 1, 1)
