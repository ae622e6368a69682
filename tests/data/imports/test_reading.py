import codecs
import io
import struct
import unicodedata
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from data import paths
from data.imports import confined, limits
from data.imports.problems import UnreadableFileError
from data.imports.reading import open_workbook
from data.imports.workbook import Sheet
from tests.data.imports import files

EXPORTS = paths.ROOT.parent / "shared" / "data" / "real_exports"
ROWS = [
    ["Địa phương", "Số tổ", "Tỷ lệ"],
    ["Xã Sao Băng", "1.800", "62,8%"],
    ["Thị trấn Mây Trắng", "", "5,1"],
    ["Phường Gió Lặng", "7", "9"],
]


def texts(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for row in sheet.cells.to_pylist()]


def read(content: bytes, name: str = "a.csv") -> list[list[str]]:
    return texts(open_workbook(name, content).sheets[0])


def refusal(content: bytes, name: str = "a.csv") -> tuple[str, str]:
    with pytest.raises(UnreadableFileError) as refused:
        open_workbook(name, content)
    return refused.value.problem.code, refused.value.problem.found


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", ""),
        ("utf-8", codecs.BOM_UTF8, ""),
        ("utf-16", b"", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("cp1258", b"", "Windows-1258"),
    ],
)
def test_texts_are_read_in_every_encoding(encoding, mark, name, delimiter, newline):
    text = files.delimited(ROWS, delimiter, newline)
    book = open_workbook("a.csv", mark + files.encode(text, encoding))
    assert texts(book.sheets[0]) == ROWS
    assert [problem.found for problem in book.problems if problem.code == "encoding"] == (
        [name] if name else []
    )


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("Tên,Số\nTỉnh Thử,1\nxã Đồi,2\n", "cp1258", "Windows-1258"),
        ("đi,1\n", "cp1258", "Windows-1258"),
        ("Hòa Bình,xã,2\n", "cp1252", "Windows-1252"),
        ("São João,niño,1\n", "cp1252", "Windows-1252"),
        ("Plzeň-Škoda,1\n".replace("ň", "n"), "cp1252", "Windows-1252"),
    ],
)
def test_code_pages_are_told_apart_by_their_words(text, encoding, name):
    book = open_workbook("a.csv", files.encode(text, encoding))
    assert book.problems[0].found == name
    assert texts(book.sheets[0])[0] == text.split("\n")[0].split(",")


@pytest.mark.parametrize(
    "content",
    [
        b"l\xfd,1\n",  # lý or lư
        b"T\xd8nh Thanh Ho\xb8,Th\xb5nh,Huy\xd6n Ph\xf3,B\xb9c\n",  # TCVN3
        "Tỉnh Thử,".encode() + b"\xff\xfe,1",
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused(content):
    assert refusal(content) == ("unknown_encoding", "")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_are_composed(form):
    text = unicodedata.normalize(form, "Xã Định Hưng;\u00a01 \n")
    assert read(text.encode()) == [["Xã Định Hưng", "1"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;1,5;2,5\nb;3,5;4,5\n", [["a", "1,5", "2,5"], ["b", "3,5", "4,5"]]),
        ("Tên;Năm\nA;1,5\nB;2,5\n", [["Tên", "Năm"], ["A", "1,5"], ["B", "2,5"]]),
        ("n,m\na; b,1\nc; d,2\n", [["n", "m"], ["a; b", "1"], ["c; d", "2"]]),
        ("sep=|\na,b|c,d\n", [["", ""], ["a,b", "c,d"]]),
        ("sep=;\r\na,b;c,d\r\n", [["", ""], ["a,b", "c,d"]]),
        ('a,b\n"x, y","z ""q""\nw"\n', [["a", "b"], ["x, y", 'z "q"\nw']]),
        (
            "một cột\nhai, ba\nbốn\nnăm\nsáu\n",
            [["một cột"], ["hai, ba"], ["bốn"], ["năm"], ["sáu"]],
        ),
        ('5" ống,1\n6,2\n', [['5" ống', "1"], ["6", "2"]]),
        (
            "Biểu 1: dân số, nữ\n\n;Tổng;\n;2018;2019\nA;1,5;2,5\nB;3\nGhi chú\n",
            [
                ["Biểu 1: dân số, nữ", "", ""],
                ["", "", ""],
                ["", "Tổng", ""],
                ["", "2018", "2019"],
                ["A", "1,5", "2,5"],
                ["B", "3", ""],
                ["Ghi chú", "", ""],
            ],
        ),
        ("a,b\r\nc,d\ne,f\rg,h", [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]),
    ],
)
def test_separators_are_told_from_evidence_and_every_row_keeps_its_place(text, rows):
    assert read(text.encode()) == rows


def test_rows_longer_than_the_table_are_cut_with_a_warning_unless_blank():
    book = open_workbook("a.csv", b"a,b\n1,2\n3,4,5,6\n7,8, ,\n9,0\n9,0\n9,0\n")
    assert texts(book.sheets[0]) == [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
        ["7", "8"],
        *[["9", "0"]] * 3,
    ]
    assert [(p.code, p.row, p.found, p.expected) for p in book.problems] == [
        ("row_too_long", 3, "4", "2")
    ]


def test_odd_rows_keep_their_places_over_many_blocks():
    odd = {0: "title", 70_000: "x;y;z;w", 199_999: "end"}
    lines = [odd.get(row, f"{row};{'b' * 200};{row}") for row in range(200_000)]
    cells = open_workbook("a.csv", "\n".join(lines).encode()).sheets[0].cells
    first = cells.column("A").to_pylist()
    assert first == [odd.get(row, str(row)).split(";")[0] for row in range(200_000)]
    assert cells.column("C")[70_000].as_py() == "z"


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "a.csv", ("empty_file", "")),
        (b" \r\n;;\n", "a.csv", ("empty_file", "")),
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


def test_an_open_quote_is_told_with_its_row():
    with pytest.raises(UnreadableFileError) as refused:
        open_workbook("a.csv", b'a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert (refused.value.problem.code, refused.value.problem.row) == ("open_quote", 3)


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
    numbers = list(tables[0].numbers.to_pylist()[3].values())
    assert numbers == [None, 1800, 62.8, None, None, None, 1e21, -1e-7, None, None]
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
    assert sheet.numbers.column("A").to_pylist() == [None, None, 1800]


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
    assert book.sheets[0].numbers.column("C").to_pylist() == [None, 62.8, 1e21]
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
    assert confined.PARQUET == "Parquet"


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="needs the shared folder beside the repository")
@pytest.mark.parametrize(
    ("name", "shape", "header"),
    [
        ("danso1.csv", (82, 16), ["", "2017", "2018"]),
        ("so_hop_tac_xa.csv", (73, 4), ["", "12866", "13012"]),
    ],
)
def test_real_exports_are_read(name, shape, header):
    book = open_workbook(name, (EXPORTS / name).read_bytes())
    sheet = book.sheets[0]
    assert (sheet.cells.shape, book.problems) == (shape, ())
    assert texts(sheet)[3][1:3] == header[1:]
    assert texts(sheet)[1] == [""] * shape[1]


LETTERS = "aàăâbcdđeêghikôơuưyAĐỊộặữếỳýxz019.,;|\t \"'-%\n"
WORDS = 'Định Hưng xã Ấp khóm; Đại, Ân 2 1.800 62,8% lý | Thủy " gần'
ANY = st.text(LETTERS, max_size=8)
# Which code page it is, is told from words.
WORDY = st.lists(st.sampled_from(WORDS.split(" ")), max_size=4).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([("utf-8", ANY), ("utf-8-sig", ANY), ("utf-16", ANY), ("cp1258", WORDY)]),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(2, 5),
    st.data(),
)
def test_a_table_that_csv_writes_is_read_back_cell_for_cell(
    written, delimiter, newline, width, data
):
    encoding, cells = written
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8))
    # As in any report, the headers hold no separator.
    rows = [[f"cột {place}" for place in range(width)], ["tỉnh"] * width, *rows]
    text = files.delimited(rows, delimiter, newline)
    assert read(files.encode(text, encoding)) == [[cell.strip() for cell in row] for row in rows]
