"""The rows of a laid-out sheet: where the data end, and which of them are of no area of ours."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from data.imports import numbers, periods
from data.imports.layout import Layout
from data.imports.problems import Problem
from data.imports.workbook import Sheet, letters
from geo.names import fold

SAMPLE = 200
_REGIONS = frozenset(
    map(
        fold,
        (
            *("Đồng bằng sông Hồng", "Trung du và miền núi phía Bắc", "Tây Nguyên", "Đông Nam Bộ"),
            *("Bắc Trung Bộ và Duyên hải miền Trung", "Đồng bằng sông Cửu Long", "Đông Bắc"),
            *("Bắc Trung Bộ và Duyên hải Trung Bộ", "Tây Bắc", "Bắc Trung Bộ", "Đông Bắc Bộ"),
            *("Duyên hải Nam Trung Bộ", "Nam Trung Bộ", "Tây Nam Bộ", "Bắc Bộ", "Tây Bắc Bộ"),
            *("Bắc Trung Bộ và duyên hải Nam Trung Bộ", "Miền Bắc", "Miền Trung", "Miền Nam"),
        ),
    )
)
_TOTAL = re.compile(
    r"(?:tong|tong so|tong cong|cong|toan (?:tinh|huyen|xa|thanh pho)|cong toan \w+)"
)
_NATION = frozenset(map(fold, ("Cả nước", "Toàn quốc", "Việt Nam")))
_HEADING = re.compile(r"(?:[IVX]+|[A-Z])[.)]\s")
_NAMES = ("area", "commune", "village", "district", "province", "code")
_PERIODS = re.compile(
    r"(?:tháng \d{1,2} năm|(?:quý|q)\s?(?:[1-4]|i{1,3}|iv)(?: năm|/|-)|[69] tháng (?:đầu|cuối)?"
    r" ?năm|(?:tháng |t)?\d{1,2}[/.-]|năm)\s?\d{4}|\d{1,2}/\d{1,2}/\d{4}",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(
    r"\s+(?:phân theo|chia theo|theo|by|của|tại|tháng|quý|năm)\b.*|\(.*|,.*",
    re.IGNORECASE | re.DOTALL,
)


def subject(title: str) -> str:
    """What a table is of, by its title: "Dân số trung bình" of "Dân số trung bình phân theo …"."""
    return _SUBJECT_ENDS.sub("", title.strip()).strip()


def period_in(title: str) -> str:
    """The one period that a title names; "" for none or several."""
    found = {text[0] for text in _PERIODS.finditer(title) if periods.is_period(text[0])}
    return found.pop() if len(found) == 1 else ""


def sample(sheet: Sheet, place: int, first: int) -> list[str]:
    """Distinct texts of a column's first data rows that are not blank."""
    part = sheet.cells.column(place).slice(first, SAMPLE)
    return [text for text in pc.unique(part).to_pylist() if text][:SAMPLE]


def written(sheet: Sheet, layout: Layout, place: int) -> list[str]:
    """Distinct texts of a column's data rows that the file does not hold as numbers."""
    first, end = layout.rows
    texts = sheet.cells.column(place).slice(first, end - first)
    if sheet.numbers is not None:
        own = sheet.numbers.column(place).slice(first, end - first)
        texts = texts.filter(pc.is_null(own))
    return [text for text in pc.unique(texts).to_pylist() if not numbers.is_missing(text)]


def skipped(sheet: Sheet, layout: Layout) -> tuple[int, tuple[tuple[int, str], ...], bool]:
    """The end of the data, the rows in it that are skipped and why, and whether they are provinces.

    Provinces are what stands in a table with rows for the nation or its regions.
    """
    first = layout.rows[0]
    end = _end(sheet, layout)
    names = _names(sheet, layout, first, end)
    reasons = {text: _reason(text) for text in pc.unique(names).to_pylist()}
    strange = pa.array([text for text, reason in reasons.items() if reason], pa.string())
    at = pc.indices_nonzero(pc.is_in(names, strange)).to_pylist()
    found = [(first + row, reasons[names[row].as_py()]) for row in at]
    blank = _blank(sheet, layout, first, end)
    whole = any(reason == "region" for reason in reasons.values()) or any(
        fold(text) in _NATION for text in reasons
    )
    return end, tuple(sorted({**dict.fromkeys(blank, "blank"), **dict(found)}.items())), whole


def left_out(sheet: Sheet, layout: Layout) -> list[Problem]:
    """A notice for each row that is skipped and says something, and each note below the data."""
    problems = []
    for row, reason in layout.skipped:
        if reason != "blank":
            text = _first_text(sheet, row)
            problems.append(Problem(f"{reason}_row", layout.sheet, row + 1, found=text))
    for row in range(layout.rows[1], min(layout.rows[1] + SAMPLE, sheet.cells.num_rows)):
        if text := _first_text(sheet, row):
            problems.append(Problem("footnote_row", layout.sheet, row + 1, found=text))
    for column in layout.columns:
        if column.role == "ignore" and sample(sheet, column.place, layout.rows[0]):
            where = (layout.sheet, 0, letters(column.place), column.header)
            problems.append(Problem("column_ignored", *where))
    return problems


def _reason(text: str) -> str:
    folded = fold(text)
    if folded in _REGIONS:
        return "region"
    if _TOTAL.fullmatch(folded):
        return "total"
    return "heading" if _HEADING.match(text) else ""


def _end(sheet: Sheet, layout: Layout) -> int:
    """The row after the last one with a figure or a mark of a missing one, or else a name."""
    first = layout.rows[0]
    values = [column.place for column in layout.of_role("value")]
    if not values:
        values = [column.place for column in layout.columns if column.role != "ignore"]
    last = first - 1
    for place in values:
        said = pc.indices_nonzero(pc.not_equal(sheet.cells.column(place).slice(first), ""))
        last = max(last, first + said[-1].as_py() if len(said) else last)
    return last + 1


def _names(sheet: Sheet, layout: Layout, first: int, end: int) -> pa.Array:
    """The name in each row, of the first column that has one."""
    places = [column.place for role in _NAMES for column in layout.of_role(role)]
    if not places:
        return pa.repeat(pa.scalar(""), end - first)
    return sheet.cells.column(places[0]).slice(first, end - first).combine_chunks()


def _blank(sheet: Sheet, layout: Layout, first: int, end: int) -> list[int]:
    """The rows in which no cell of any use says anything."""
    places = [column.place for column in layout.columns if column.role != "ignore"]
    if not places or end <= first:
        return []
    empty = None
    for place in places:
        own = pc.equal(sheet.cells.column(place).slice(first, end - first), "")
        empty = own if empty is None else pc.and_(empty, own)
    return [first + row for row in pc.indices_nonzero(empty).to_pylist()]


def _first_text(sheet: Sheet, row: int) -> str:
    values = sheet.cells.slice(row, 1).to_pylist()
    return next((text for text in values[0].values() if text), "") if values else ""
