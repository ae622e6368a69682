"""The marked copy: the person's file with notes, nothing personal in it, nothing run."""

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.imports.marked import marked
from data.imports.problems import Problem, sentence
from data.imports.reading import open_workbook
from data.imports.workbook import Sheet, Workbook, letters
from tests.data.imports.files import delimited, ods, parts_of, saved, xls, xlsx, zipped

PHONE = "0912345678"
BAD = Problem("not_a_number", "Trang", 3, "B", "Số tổ", "12,3x")


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def fill(sheet: Worksheet, spot: str) -> str:
    return str(sheet[spot].fill.fgColor.rgb)[-6:]


def sheet_of(rows: list[list[str]], name: str = "Trang") -> Sheet:
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = [letters(place) for place in range(len(columns))]
    return Sheet(name, pa.table([pa.array(column, pa.string()) for column in columns], names))


def blanked(workbook: Workbook, text: str) -> Workbook:
    """The workbook with one text blanked, as cells that may be personal are."""
    sheets = []
    for sheet in workbook.sheets:
        kept = [
            ["" if cell == text else cell for cell in c.to_pylist()] for c in sheet.cells.columns
        ]
        cells = pa.table([pa.array(c, pa.string()) for c in kept], sheet.cells.column_names)
        sheets.append(replace(sheet, cells=cells, numbers=None))
    return replace(workbook, sheets=tuple(sheets))


def everything(content: bytes) -> str:
    return "\n".join(part.decode("utf-8", "replace") for part in parts_of(content).values())


def test_the_cell_is_marked_in_the_persons_own_sheet() -> None:
    own = openpyxl.Workbook()
    sheet = own.active
    assert sheet
    sheet.title = "Trang"
    for row in (["Xã", "Số tổ", "Ngày"], ["Lá Xanh", 5, date(2026, 10, 31)], ["Bờ Cát", "12,3x"]):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("A4:B4")
    sheet["A4"] = "Ghi chú"
    sheet["A4"].border = Border(right=Side("thin"), bottom=Side("thin"))
    sheet["D9"].fill = PatternFill("solid", fgColor="00FF00")
    content = saved(own)
    copy = book_of(marked(content, open_workbook("bc.xlsx", content), [BAD], "vi"))
    assert copy.sheetnames == ["Cần xem lại", "Trang"]
    front, back = copy.worksheets
    dated = back["C2"].value
    assert [[cell.value for cell in row] for row in back] == [
        ["Xã", "Số tổ", "Ngày"],
        ["Lá Xanh", 5, dated],
        ["Bờ Cát", "12,3x", None],
        ["Ghi chú", None, None],
    ]
    assert dated.date() == date(2026, 10, 31)
    assert back["A1"].font.b
    assert back["A1"].font.color.rgb == "00FF0000"
    assert back.column_dimensions["A"].width == 33
    assert [str(each) for each in back.merged_cells.ranges] == ["A4:B4"]
    assert fill(back, "B3") == "FFC7CE"
    said = '"12,3x" không phải là số. Chỉ gõ chữ số, ví dụ 12300.'
    assert back["B3"].comment.text == said
    assert [cell.value for cell in front[5]] == [
        *("Lỗi", 'bc.xlsx, trang "Trang", dòng 3, cột B (Số tổ)', "12,3x", None),
        *('"12,3x" không phải là số.', "Chỉ gõ chữ số, ví dụ 12300."),
    ]
    assert front["B5"].hyperlink.location == "'Trang'!B3"
    assert front["B5"].hyperlink.target is None
    assert f"{front['B5'].value}: {front['E5'].value} {front['F5'].value}" == sentence(
        BAD, "bc.xlsx", "vi"
    )


def secretive() -> bytes:
    """A file with a phone number wherever a file can have one."""
    own = openpyxl.Workbook()
    sheet = own.active
    assert sheet
    sheet.title = "Trang"
    for row in (["Xã", "Điện thoại", "Số tổ"], ["Lá Xanh", PHONE, "12,3x"], ["", float(PHONE), 2]):
        sheet.append(row)
    sheet["C2"].comment = Comment(PHONE, f"Người {PHONE}")
    sheet["A2"].hyperlink = f"tel:{PHONE}"
    sheet["C3"].number_format = f'0"{PHONE}"'
    sheet.oddHeader.center.text = PHONE
    sheet.add_data_validation(
        DataValidation("list", formula1=f'"{PHONE}"', sqref="A9", prompt=PHONE)
    )
    own.properties.creator = own.properties.title = own.properties.lastModifiedBy = PHONE
    own.defined_names["Ten"] = openpyxl.workbook.defined_name.DefinedName(
        "Ten", attr_text=f'"{PHONE}"'
    )
    own.custom_doc_props.append(StringProperty(name="Người", value=PHONE))
    sheet["A1"].font = Font(bold=True)
    return zipped(parts_of(saved(own)) | {"customXml/item1.xml": PHONE})


def test_no_part_of_the_copy_holds_what_was_blanked() -> None:
    content = secretive()
    assert everything(content).count(PHONE) > 8
    book = blanked(blanked(open_workbook("bc.xlsx", content), PHONE), PHONE[1:])
    bad = replace(BAD, row=2, column="C")
    for kept in (content, b"Ma,So\n"):
        copy = marked(kept, book, [bad, Problem("personal_blanked", "Trang", found="2")], "vi")
        assert PHONE[1:] not in everything(copy)
        back = book_of(copy)["Trang"]
        assert back["A1"].font.b == (kept is content)
        assert back["C2"].value == "12,3x"
        assert back["C3"].value == "2"
        assert (back["B2"].value, back["B3"].value) == (None, None)


def test_formulas_and_links_are_not_run() -> None:
    rows = [["Xã", "Số"], ["=1+1", "@SUM(A1)"], ['=HYPERLINK("http://x")', "-5"], ["+84", "\ta"]]
    content = xlsx([["x"]])
    book = Workbook("bc.csv", "", (sheet_of(rows),))
    copy = marked(content, book, [replace(BAD, found="=1+1")], "en")
    back = book_of(copy)["Trang"]
    assert [[cell.value for cell in row] for row in back] == rows
    assert {cell.data_type for row in back for cell in row} == {"s"}
    assert back["A2"].quotePrefix
    assert not back["A1"].quotePrefix
    names = parts_of(copy)
    assert "<f>" not in everything(copy)
    assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
    assert 'TargetMode="External"' not in everything(copy)


@pytest.mark.parametrize(
    ("file_name", "content"),
    [
        ("bc.csv", delimited([["Xã", "Số tổ"], ["Lá Xanh", "5"], ["Bờ Cát", "12,3x"]]).encode()),
        (
            "bc.xls",
            xls({(0, 0): "Xã", (0, 1): "Số tổ", (1, 0): "Lá Xanh", (1, 1): 5.0, (2, 1): "12,3x"}),
        ),
        (
            "bc.ods",
            ods(
                "".join(
                    "<table:table-row>"
                    + "".join(
                        '<table:table-cell office:value-type="string">'
                        f"<text:p>{text}</text:p></table:table-cell>"
                        for text in row
                    )
                    + "</table:table-row>"
                    for row in (("Xã", "Số tổ"), ("Lá Xanh", "5"), ("Bờ Cát", "12,3x"))
                )
            ),
        ),
    ],
)
def test_every_kind_of_file_gives_a_marked_spreadsheet(file_name: str, content: bytes) -> None:
    book = open_workbook(file_name, content)
    (sheet,) = book.sheets
    bad = replace(BAD, sheet=sheet.name)
    copy = book_of(marked(content, book, [bad], "en"))
    back = copy.worksheets[1]
    assert copy.sheetnames == ["To look at", sheet.name or "Data"]
    assert (back["A2"].value, str(back["B2"].value), back["B3"].value) == ("Lá Xanh", "5", "12,3x")
    assert back["B3"].comment.text.startswith('"12,3x" is not a number.')
    assert copy.worksheets[0]["B5"].hyperlink.location == f"'{sheet.name or 'Data'}'!B3"


@pytest.mark.parametrize("sort", ["cut", "broken", pytest.param("huge", marks=pytest.mark.slow)])
def test_a_file_that_cannot_be_dressed_is_written_plainly(sort: str) -> None:
    book = Workbook("bc.xlsx", "", (sheet_of([["Xã", "Số"], ["A", "1"], ["B", "12,3x"]]),))
    bombs = parts_of(xlsx([["a"]]))
    page = bombs["xl/worksheets/sheet1.xml"].decode()
    huge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    bombs["xl/worksheets/sheet1.xml"] = re.sub("(</sheetData>)", rf"\1{huge}", page).encode()
    contents = {
        "cut": b"PK\x03\x04 cut",
        "broken": zipped({"xl/workbook.xml": "<broken"}),
        "huge": zipped(bombs),
    }
    back = book_of(marked(contents[sort], book, [BAD], "vi"))["Trang"]
    assert fill(back, "B3") == "FFC7CE"
