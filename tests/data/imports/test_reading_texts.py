import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import paths
from data.imports.problems import UnreadableFileError
from data.imports.reading import open_workbook
from tests.data.imports import files
from tests.data.imports.cells_read import ROWS, read, refusal, texts

EXPORTS = paths.ROOT.parent / "shared" / "data" / "real_exports"


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


def test_an_open_quote_is_told_with_its_row():
    with pytest.raises(UnreadableFileError) as refused:
        open_workbook("a.csv", b'a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert (refused.value.problem.code, refused.value.problem.row) == ("open_quote", 3)


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
