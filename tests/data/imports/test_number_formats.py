import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from data.imports import number_formats
from data.imports.marked import marked
from data.imports.problems import Problem
from data.imports.reading import open_workbook
from tests.data.imports import files
from tests.data.imports.cells_read import numbers, texts

JUNE = date(2025, 6, 1)
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def book(*cells):
    """A workbook of one column: values with their number formats."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row, (value, code) in enumerate(cells, 1):
        cell = sheet.cell(row, 1, value)
        cell.number_format = code
    return files.saved(made)


def column(content, name="a.xlsx"):
    sheet = open_workbook(name, content).sheets[0]
    return [(text[0], number[0]) for text, number in zip(texts(sheet), numbers(sheet), strict=True)]


def changed(content, part, change, method=zipfile.ZIP_DEFLATED):
    parts = files.parts_of(content)
    parts[part] = change(parts[part])
    return files.zipped(parts, method)


CELLS = [
    (0.628, "0.0%", "62.8%", 62.8),
    (0.628, "0%", "62.8%", 62.8),
    (0.628, "0.00 %", "62.8%", 62.8),
    (0.628, "0.00%;[Red]-0.00%", "62.8%", 62.8),
    (0.628, '0,0"%"', "0.628", 0.628),
    (62.8, '0.0"%"', "62.8", 62.8),
    (62.8, r"0.0\%", "62.8", 62.8),
    (62.8, "0.0_%", "62.8", 62.8),
    (62.8, "[$%]0.0", "62.8", 62.8),
    (0.628, "General", "0.628", 0.628),
    (0.07, "0%", "7%", 7),
    (0.29, "0%", "29%", 29),
    (1, "0%", "100%", 100),
    (-0.005, "0.0%", "-0.5%", -0.5),
    (0, "0%", "0%", 0),
    (2 / 3, "0%", "66.6666666667%", 66.6666666667),
    ("62,8", "0%", "62,8", None),
    (True, "0%", "true", None),
    (JUNE, "mm/yyyy", "2025-06", None),
    (date(2025, 6, 17), "mm/yyyy", "2025-06", None),
    (datetime(2025, 6, 17, 8, 30), "mm/yyyy", "2025-06", None),
    (JUNE, "yyyy-mm", "2025-06", None),
    (JUNE, "mmm-yy", "2025-06", None),
    (JUNE, '"Tháng dh "mm/yyyy', "2025-06", None),
    (JUNE, r"[$-42A]mmmm\ yyyy;@", "2025-06", None),
    (JUNE, "dd/mm/yyyy", "2025-06-01", None),
    (JUNE, "yyyy-mm-dd", "2025-06-01", None),
    (datetime(2025, 6, 17, 8, 30), "mm/yyyy hh:mm", "2025-06-17T08:30:00", None),
    (time(8, 30), "mm:ss", "08:30:00", None),
    ("06/2025", "mm/yyyy", "06/2025", None),
]


@pytest.fixture(scope="module")
def read_cells():
    return column(book(*((value, code) for value, code, _, _ in CELLS)))


@pytest.mark.parametrize("row", range(len(CELLS)), ids=lambda row: f"{CELLS[row][:2]}")
def test_a_cell_is_read_as_it_is_shown(read_cells, row):
    assert read_cells[row] == CELLS[row][2:]


def test_blank_cells_stay_blank_and_others_keep_their_places():
    made = openpyxl.Workbook()
    first, second = made.active, made.create_sheet("Hai")
    first["A1"], second["C3"], second["D4"] = 0.5, 0.5, 0.628
    for cell in (second["A1"], second["D4"], second["AB9"]):
        cell.number_format = "0%"
    sheets = open_workbook("a.xlsm", files.saved(made)).sheets
    assert texts(sheets[0]) == [["0.5"]]
    assert texts(sheets[1])[2:] == [["", "", "0.5", ""], ["", "", "", "62.8%"]]
    assert numbers(sheets[1])[3] == [None, None, None, 62.8]


def test_the_general_style_may_be_of_percentages():
    content = changed(book((0.628, "0%")), STYLES, lambda xml: xml.replace(b'Id="0"', b'Id="9"'))
    plain = changed(content, SHEET, lambda xml: re.sub(rb' s="[0-9]+"', b"", xml))
    assert column(plain) == [("62.8%", 62.8)]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c s="1"><v>0.5</v></c></row><row><c s="1"><v>0.628</v></c></row>',
        "<row r='1'><c r='A1' s='1'><v>0.5</v></c></row>"
        "<row><c s='1' r='A2'><v>0.628</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>0.5</v></c><c s="1" r="A2"><v>0.628</v></c></row>',
        '<row r="1"><c s="1" r="A1"><v>0.5</v></c></row>'
        '<row r="2"><c s="1" r="A2"><v>0.628</v><v>0.628</v></c><c s="1" r="ZZ99"><v/></c></row>',
    ],
)
def test_cells_are_found_however_they_say_where_they_are(rows):
    def change(xml):
        start, end = xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>")
        return xml[:start] + rows.encode() + xml[end:]

    assert column(changed(book((0.5, "0%")), SHEET, change))[:2] == [("50%", 50), ("62.8%", 62.8)]


def test_sheets_that_are_not_packed_are_read_in_pieces():
    cells = [(0.628, "0%")] * 30_000
    content = changed(book(*cells), SHEET, bytes, zipfile.ZIP_STORED)
    assert set(column(content)) == {("62.8%", 62.8)}


def test_formats_that_only_conditions_use_are_not_those_of_cells():
    xml = b"""<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>
        <dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs></styleSheet>"""
    assert number_formats.read_styles([xml[:90], xml[90:]]).percent == {"2"}


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<styleSheet><cellXfs><xf numFmtId='9'/>&x;</cellXfs></styleSheet>",
        b"<styleSheet><cellXfs><xf numFmtId='9'></cellXfs></styleSheet>",
        b"<?xml version='1.0' encoding='none'?><styleSheet/>",
        b"\0\1\2\xff",
    ],
)
def test_broken_styles_are_none(xml):
    assert number_formats.read_styles([xml]) == number_formats.Styles()


def test_a_file_without_styles_is_read_as_it_is_held():
    parts = files.parts_of(book((0.628, "0%"), (45809, "mm/yyyy")))
    del parts[STYLES]
    assert column(files.zipped(parts)) == [("0.628", 0.628), ("45809", 45809)]


@pytest.mark.parametrize(
    "xml",
    [
        b"<a><row r='x'><c s='1'><v>1</v></c></row></a>",
        b"<a><row r='9999999999999999999999'><c s='1'><v>1</v></c></row></a>",
        b"<a><row r='" + b"9" * 5000 + b"'><c s='1'><v>1</v></c></row></a>",
        b"<v><c",
    ],
)
def test_a_broken_sheet_has_no_such_cells(xml):
    styles = number_formats.Styles(percent=frozenset("1"))
    found = number_formats.find_cells([xml], styles)
    assert [row for rows in found.percent.values() for row in rows] == []


def test_the_marked_copy_holds_and_shows_what_the_file_does():
    content = book((0.628, "0.0%"), (0.07, "0%;[Red]-0%"), (62.8, "0.0"), (JUNE, "mm/yyyy"))
    read = open_workbook("a.xlsx", content)
    bad = [Problem("not_a_number", "Sheet", row, "A") for row in range(1, 5)]
    copy = openpyxl.load_workbook(io.BytesIO(marked(content, read, bad, "vi")))
    cells = [(cell.value, cell.number_format) for (cell,) in copy["Sheet"]]
    assert cells == [(0.628, "0.0%"), (7, "General"), (62.8, "0.0"), ("2025-06", "mm/yyyy")]
