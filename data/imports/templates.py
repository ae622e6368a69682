"""Forms as spreadsheets to fill in and send back: made for the areas chosen, with drop-downs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.imports.forms import Field, Form, forms, indicator_names
from data.imports.spreadsheet_out import OURS, put, save
from geo.names import fold

DATA = "Số liệu"
EXAMPLE = "Ví dụ - số mô phỏng"
GUIDE = "Hướng dẫn"
_HEADER, _FIRST = 2, 3  # rows of the data sheet
_ROWS, _ROWS_AN_AREA = 50, 10  # to fill in, where an area has several
_SPARE = 200  # rows below that have the drop-downs too
_LISTS = 4  # column of the guide in which the first list stands
_WIDTHS = {"code": 14, "area": 26, "village": 26, "indicator": 52, "period": 13, "choice": 22}
_WIDTH = 16
_FILL = PatternFill("solid", fgColor="E8EEF4")
_REQUIRED = PatternFill("solid", fgColor="D3E2F0")
_EDGE = Border(bottom=Side(style="thin", color="7F8FA3"))

_SAID = {
    "vi": (
        f'Điền vào trang "{DATA}", lưu lại và gửi tệp ở trang Nhập số liệu.',
        "Để trống ô chưa có số; để trống không có nghĩa là 0.",
        "Giữ nguyên dòng tiêu đề và cột Mã. Không ghi tên người, số điện thoại.",
    ),
    "en": (
        f'Fill in the sheet "{DATA}", save it and send the file on the page Import.',
        "Leave a cell blank where there is no number yet; blank does not mean 0.",
        "Keep the headers and the codes. Write no names of people and no phone numbers.",
    ),
}

Value = str | float | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Area:
    """An area that the form is for."""

    area_id: str
    name: str


def template(
    form_id: str, place: str, areas: Sequence[Area], period: str, rows: Sequence[Row] = ()
) -> bytes:
    """The form as XLSX: a row or more for each area, with its code, and how to fill it in.

    Args:
        form_id: One of `forms()`.
        place: What the areas are together, such as "Huyện Đồi Cỏ, Tỉnh Mây Trắng".
        areas: In the order of their rows.
        period: "2026-10" or "2026-10-31"; "" leaves it blank.
        rows: What is stored already: by field or id of an indicator, with the area's id as code.
    """
    form = forms()[form_id]
    return _workbook(form, f"{form.name_vi} – {place}", DATA, areas, period, rows)


def example(form_id: str, period: str) -> bytes:
    """The form filled in for a commune that does not exist, which no import can locate."""
    form = forms()[form_id]
    row = {field.key: period if field.entry == "period" else field.example for field in form.fields}
    area = Area(row["code"], row[form.area.key])
    title = f"VÍ DỤ – số mô phỏng – {form.name_vi}"
    return _workbook(form, title, EXAMPLE, [area], period, [row])


def file_name(form_id: str, place: str, period: str) -> str:
    """A name for the file, such as "bao-cao-thang_xa-la-xanh_2026-10.xlsx"; "" for no place."""
    parts = (forms()[form_id].name_vi, place or EXAMPLE)
    words = [fold(part).replace(" ", "-") for part in parts]
    return "_".join(filter(None, (*words, period))) + ".xlsx"


def _workbook(
    form: Form, title: str, name: str, areas: Sequence[Area], period: str, rows: Sequence[Row]
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    put(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    last = _FIRST - 1
    for last, row in enumerate(_lines(form, areas, period, rows), _FIRST):
        for place, field in enumerate(form.fields, 1):
            put(sheet.cell(last, place), _value(field, row.get(field.key)))
    lists = _guide(book.create_sheet(GUIDE), form, areas)
    for place, field in enumerate(form.fields, 1):
        _column(sheet, place, field, last + _SPARE)
        _validate(sheet, place, field, last + _SPARE, lists.get(field.key, ""))
    sheet.freeze_panes = sheet.cell(_FIRST, 3)
    return save(book)


def _lines(form: Form, areas: Sequence[Area], period: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the form: what is stored of each area, then rows to fill in."""
    wanted = 1 if form.kind == "results" else max(_ROWS_AN_AREA, _ROWS // max(len(areas), 1))
    dated = {} if form.kind == "targets" else {"period": period}
    stored: dict[Value, list[Row]] = {}
    for row in rows:
        stored.setdefault(row["code"], []).append(row)
    for area in areas:
        own = stored.get(area.area_id, [])
        start = {"code": area.area_id, form.area.key: area.name, **dated}
        yield from ({**start, **row} for row in own)
        yield from [start] * (wanted - len(own))


def _value(field: Field, value: Value) -> Value:
    """The value as it is written in the form."""
    if value is None or value == "":
        return None
    if field.entry in ("count", "number"):
        try:
            number = float(value)
        except ValueError:
            return value  # "khoảng 4200"
        return int(number) if number.is_integer() else number
    text = str(value)
    if field.entry == "period":
        return "/".join(reversed(text.split("-")))
    if field.entry == "indicator":
        return indicator_names().get(text, text)
    return next((each.name_vi for each in field.choices if each.choice == text), text)


def _column(sheet: Worksheet, place: int, field: Field, last: int) -> None:
    """The look of a column: its header, its width, texts that no program takes for dates."""
    header = sheet.cell(_HEADER, place)
    put(header, field.name_vi)
    header.font = Font(bold=True)
    header.alignment = Alignment(wrap_text=True, vertical="center")
    header.fill = _REQUIRED if field.required else _FILL
    header.border = _EDGE
    sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(
        field.field, _WIDTHS.get(field.entry, _WIDTH)
    )
    if field.entry not in ("count", "number"):
        for row in range(_FIRST, last + 1):
            sheet.cell(row, place).number_format = "@"


def _validate(sheet: Worksheet, place: int, field: Field, last: int, allowed: str) -> None:
    """What a column takes, and what is said of it when one of its cells is chosen."""
    rule = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True)
    if allowed:
        rule.type, rule.formula1 = "list", allowed
        rule.error = "Hãy chọn trong danh sách."
    elif field.entry == "count":
        rule.type, rule.operator, rule.formula1 = "whole", "greaterThanOrEqual", "0"
        rule.error = "Chỉ ghi số nguyên, không âm. Để trống nếu chưa có số."
    elif field.entry == "number":
        rule.type, rule.operator, rule.formula1 = "decimal", "greaterThanOrEqual", "0"
        rule.error = "Chỉ ghi số. Để trống nếu chưa có số."
    rule.errorTitle, rule.promptTitle = "Chưa đúng", field.name_vi[:32]
    rule.prompt = field.note_vi
    letter = get_column_letter(place)
    rule.add(f"{letter}{_FIRST}:{letter}{last}")
    sheet.add_data_validation(rule)


def _guide(sheet: Worksheet, form: Form, areas: Sequence[Area]) -> dict[str, str]:
    """Where the list of each field stands in the sheet, after writing it and how to fill in."""
    lines = [*_instructions(form, "vi"), ("", ""), *_instructions(form, "en")]
    for row, line in enumerate(lines, 1):
        for place, text in enumerate(line, 1):
            put(sheet.cell(row, place), text)
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
        if not line[1]:
            sheet.cell(row, 1).font = Font(bold=True)
    ranges = {}
    for place, (field, words) in enumerate(_lists(form, areas), _LISTS):
        put(sheet.cell(1, place), field.name_vi)
        sheet.cell(1, place).font = Font(bold=True)
        for row, word in enumerate(words, 2):
            put(sheet.cell(row, place), word)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(field.entry, _WIDTHS["area"])
        where = quote_sheetname(sheet.title)
        ranges[field.key] = f"{where}!${letter}$2:${letter}${len(words) + 1}"
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 60
    return ranges


def _lists(form: Form, areas: Sequence[Area]) -> Iterator[tuple[Field, list[str]]]:
    for field in form.fields:
        if field.entry == "area":
            yield field, [area.name for area in areas]
        elif field.entry == "indicator":
            yield field, list(indicator_names().values())
        elif field.choices:
            yield field, [each.name_vi for each in field.choices]


def _instructions(form: Form, language: str) -> Iterator[tuple[str, str]]:
    vietnamese = language == "vi"
    yield (f"{OURS}{GUIDE}: {form.name_vi}" if vietnamese else form.name_en), ""
    for line in _SAID[language]:
        yield line, ""
    if form.due_day:
        due = "Hạn gửi: ngày {day} hằng tháng." if vietnamese else "Due: day {day} of the month."
        yield due.format(day=form.due_day), ""
    for field in form.fields:
        need = (" (bắt buộc)" if vietnamese else " (required)") if field.required else ""
        name, note = (
            (field.name_vi, field.note_vi) if vietnamese else (field.name_en, field.note_en)
        )
        yield f"{name}{need}", note
