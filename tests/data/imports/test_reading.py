import codecs
import io
import struct
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from data.imports import limits
from data.imports.reading import open_workbook
from tests.data.imports import files
from tests.data.imports.cells_read import ROWS, numbers, read, refusal, texts


def repeated(text, rows):
    """A small Parquet file of one text in so many rows."""
    stream = io.BytesIO()
    with parquet.ParquetWriter(stream, pa.schema({"a": pa.string()})) as writer:
        for _ in range(rows // 1000):
            writer.write_table(pa.table({"a": pa.repeat(text, 1000)}))
    return stream.getvalue()


REPEATED = repeated("x" * 3000, 400_000)


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "a.csv", ("empty_file", "")),
        (b" \r\n;;\n", "a.csv", ("empty_file", "")),
        (codecs.BOM_UTF8, "a.csv", ("empty_file", "")),
        (codecs.BOM_UTF16_LE, "a.csv", ("empty_file", "")),
        (REPEATED, "a.parquet", ("reading_stopped", "1024 MB")),
        (b"%PDF-1.7 x", "a.csv", ("unknown_type", "PDF")),
        (b"\x89PNG\r\n", "a.png", ("unknown_type", "PNG")),
        (b"<html><table>", "a.xls", ("unknown_type", "XLS")),
        (b'{"a": 1}', "a.json", ("unknown_type", "JSON")),
        (bytes(range(256)) * 4, "a.xlsx", ("damaged_file", "XLSX")),
        (bytes(range(256)) * 4, "a.dat", ("unknown_type", "DAT")),
        (b"a,b\n" * 500 + b"\0", "a.csv", ("damaged_file", "NUL")),
        ("a,xã".encode()[:-1] + b"", "a.csv", ("unknown_encoding", "")),
        ("ã,xã".encode()[:-1], "a.csv", ("damaged_file", "UTF-8")),
        ("a,b".encode("utf-16")[:-1], "a.csv", ("damaged_file", "UTF-16")),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8", "a.csv", ("damaged_file", "UTF-16")),
        (b'a,b\n1,"2\n3,4\n', "a.csv", ("open_quote", "")),
        (b"a," * 1000 + b"\n", "a.csv", ("too_many_columns", "1001")),
        (b"a,b\n" + b"1," * 1000, "a.csv", ("too_many_columns", "1001")),
        (b"a\n" * 2_000_001, "a.csv", ("too_many_rows", "2000001")),
        (b"a,b\n1," + b"x" * 40_000, "a.csv", ("cell_too_long", "40000")),
        (b"a,b\n1," + b"x" * 40 * 2**20, "a.csv", ("cell_too_long", "> 32767")),
        (files.zipped({"word/document.xml": "x"}), "a.docx", ("unknown_type", "ZIP")),
        (files.xlsx([]), "a.xlsx", ("empty_file", "")),
        (files.xlsx(ROWS)[:-400], "a.xlsx", ("damaged_file", "ZIP")),
        (files.xls({(0, 0): "x"})[:2000], "a.xls", ("damaged_file", "XLS")),
        (files.compound(b"", "EncryptedPackage"), "a.xlsx", ("locked_file", "")),
        (files.ods("", manifest="<encryption-data/>"), "a.ods", ("locked_file", "")),
        (b"PAR1 nothing PAR1", "a.parquet", ("damaged_file", "Parquet")),
    ],
)
def test_files_that_cannot_be_read_say_why(content, name, problem):
    assert refusal(content, name) == problem


def test_a_file_over_the_limit_is_refused_at_once():
    assert refusal(bytes(limits.FILE_BYTES + 1)) == ("too_large", "> 100 MB")


def test_xlsx_keeps_places_numbers_dates_errors_and_merged_ranges():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tháng 10"
    sheet["B3"] = " Tổng "
    sheet.merge_cells("B3:D3")
    for column, cell in zip(
        "BCDEFGH",
        (1800, 62.8, date(2025, 6, 30), datetime(2025, 6, 30, 12, 5), True, 1e21, -1e-7),
        strict=True,
    ):
        sheet[f"{column}4"] = cell
    sheet["J6"] = "#REF!"
    sheet["J6"].data_type = "e"
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "x"
    book.create_sheet("Trống")
    book.create_chartsheet("Biểu đồ")
    tables = open_workbook("a.xlsx", files.saved(book)).sheets
    assert [sheet.name for sheet in tables] == ["Tháng 10", "Ẩn"]
    rows = texts(tables[0])
    assert rows[:2] == [[""] * 10] * 2
    assert rows[2] == ["", "Tổng", *[""] * 8]
    assert rows[3] == [
        *("", "1800", "62.8", "2025-06-30", "2025-06-30T12:05:00", "true"),
        *("1000000000000000000000", "-0.0000001", "", ""),
    ]
    assert rows[4:] == [[""] * 10, [*[""] * 9, "#REF!"]]
    assert numbers(tables[0])[3] == [None, 1800, 62.8, None, None, None, 1e21, -1e-7, None, None]
    assert tables[0].merged == ((2, 1, 2, 3),)


def test_ods_is_read():
    def cell(kind, value, text):
        return (
            f'<table:table-cell office:value-type="{kind}" office:{value}><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    rows = "".join(
        [
            '<table:table-row><table:table-cell table:number-columns-repeated="3"/>',
            '<table:table-cell office:value-type="string"><text:p>Xã</text:p></table:table-cell>',
            "</table:table-row><table:table-row>",
            cell("float", 'value="1800"', "1.800"),
            cell("percentage", 'value="0.628"', "62,8%"),
            cell("date", 'date-value="2025-06-30"', "30/6/25"),
            cell("boolean", 'boolean-value="true"', "TRUE"),
            "</table:table-row>",
        ]
    )
    assert read(files.ods(rows), "a.ods") == [
        ["", "", "", "Xã"],
        ["1800", "0.628", "2025-06-30", "true"],
    ]


def test_xls_is_read():
    sheet = open_workbook("a.xls", files.xls({(1, 1): "Xã Ấp", (2, 0): 1800.0})).sheets[0]
    assert (sheet.name, texts(sheet)) == ("Trang", [["", ""], ["", "Xã Ấp"], ["1800", ""]])
    assert numbers(sheet) == [[None, None], [None, None], [1800, None]]


def test_parquet_is_read_with_its_names_as_the_first_row():
    stream = io.BytesIO()
    table = pa.table(
        {
            "xã": pa.array(["Ấp", None]).dictionary_encode(),
            "n": pa.array([1, None], pa.int16()),
            "x": [62.8, 1e21],
            "d": [date(2025, 6, 30), None],
            "t": [datetime(2025, 6, 30, 1, 2), None],
            "y": [True, None],
            "list": [[1], []],
        }
    )
    parquet.write_table(table, stream)
    book = open_workbook("a.parquet", stream.getvalue())
    rows = texts(book.sheets[0])
    assert rows[0] == table.column_names
    assert rows[1] == ["Ấp", "1", "62.8", "2025-06-30", "2025-06-30T01:02:00.000000", "true", ""]
    assert rows[2] == ["", "", "1000000000000000000000", "", "", "", ""]
    assert [row[1:3] for row in numbers(book.sheets[0])] == [[None, None], [1, 62.8], [None, 1e21]]
    assert [(p.code, p.column, p.field) for p in book.problems] == [("column_ignored", "G", "list")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.zipped({**files.parts_of(files.xlsx(ROWS)), "xl/vbaProject.bin": "x"}), "a.xlsm"),
        (files.xls({(0, 0): 1.0}) + "_VBA_PROJECT_CUR".encode("utf-16-le").ljust(512), "a.xls"),
    ],
)
def test_macros_are_left_alone_and_told(content, name):
    assert [problem.code for problem in open_workbook(name, content).problems] == ["macros_ignored"]


def test_a_cell_in_the_far_corner_is_refused_in_bounded_memory():
    parts = files.parts_of(files.xlsx([[1]]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    assert refusal(files.zipped(parts), "a.xlsx") == ("reading_stopped", "1024 MB")


def test_reading_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "READING_SECONDS", 0.01)
    assert refusal(files.xlsx(ROWS), "a.xlsx") == ("reading_stopped", "0.01 s")


def test_what_a_zip_unpacks_to_is_counted_and_not_believed():
    bomb = files.zipped({"xl/workbook.xml": "", "xl/x": bytes(limits.UNPACKED_BYTES + 1)})
    place = bomb.rindex(b"PK\1\2") + 24
    lying = bomb[:place] + struct.pack("<I", 10) + bomb[place + 4 :]
    assert refusal(lying, "a.xlsx") == ("too_large", "> 300 MB")


def test_the_confined_process_writes_nothing_about_cells_to_the_error_stream(capfd):
    refusal(files.xlsx(ROWS)[:-400], "a.xlsx")
    assert capfd.readouterr() == ("", "")
