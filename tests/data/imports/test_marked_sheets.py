"""How problems are marked and listed, and that every cell comes back as it was."""

import re
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from data.imports import marked_sheets
from data.imports.marked import marked
from data.imports.marked_sheets import mark
from data.imports.problems import Problem
from data.imports.reading import open_workbook
from data.imports.spreadsheet_out import is_ours
from data.imports.workbook import Sheet, Workbook, letters
from tests.data.imports.files import xlsx
from tests.data.imports.test_marked import BAD, book_of, fill, sheet_of


def test_the_worst_problem_gives_the_colour_and_all_are_told() -> None:
    sheet = sheet_of([["Xã", "Số"], ["A", "9"], ["B", "12"]])
    found = [
        Problem("outlier", "Trang", 3, "B", found="12", expected="5"),
        Problem("negative", "Trang", 3, "B", found="12"),
        Problem("unknown_area", "Trang", 2, found="A"),
        Problem("macros_ignored"),
        Problem("no_values", "Trang"),
        Problem("column_ignored", "Trang", 0, "B", "Số"),
    ]
    copy = book_of(mark(Workbook("bc.xlsx", "", (sheet,)), found, "vi", {}))
    front, back = copy.worksheets
    assert [cell.value for cell in front["A"][4:]] == [
        *["Lỗi"] * 3,
        "Cảnh báo",
        *["Lưu ý"] * 2,
    ]
    assert fill(back, "B3") == "FFC7CE"
    assert back["B3"].comment.text.splitlines() == [
        "12 là số âm. Hãy kiểm tra lại số.",
        "12 khác xa các kỳ khác của chính nơi này (5). Hãy kiểm tra số và đơn vị.",
    ]
    assert fill(back, "A2") == "FFC7CE"
    linked = [cell.hyperlink.location for cell in front["B"][4:] if cell.hyperlink]
    assert linked == ["'Trang'!B3", "'Trang'!A2", "'Trang'!B3"]


def test_problems_inside_a_merged_cell_are_noted_at_its_corner() -> None:
    sheet = replace(sheet_of([["Xã", ""], ["A", "x"]]), merged=((0, 0, 0, 1), (0, 1, 1, 1)))
    copy = book_of(mark(Workbook("b", "", (sheet,)), [replace(BAD, row=1)], "vi", {}))
    back = copy["Trang"]
    assert [str(each) for each in back.merged_cells.ranges] == ["A1:B1"]
    assert back["A1"].comment is not None
    assert back["B2"].value == "x"


def test_a_number_whose_text_was_blanked_is_not_written() -> None:
    blank = sheet_of([["Xã", ""], ["A", ""]])
    numbers = pa.table([pa.nulls(2, pa.float64()), pa.array([None, 912345678.0])], ["A", "B"])
    own = book_of(xlsx([["Xã", "Số"], ["A", 912345678]]))["Trang"]
    own["B2"].font = Font(bold=True)
    for looks in ({}, {"Trang": own}):
        copy = mark(Workbook("b", "", (replace(blank, numbers=numbers),)), [], "vi", looks)
        assert book_of(copy)["Trang"]["B2"].value is None


def test_merges_that_cover_everything_cost_nothing() -> None:
    sheet = sheet_of([["a", "b"]] * 2_000)
    everywhere = tuple((row, 0, 1_999, 1) for row in range(2_000))
    copy = book_of(mark(Workbook("b", "", (replace(sheet, merged=everywhere),)), [], "vi", {}))
    assert [str(each) for each in copy["Trang"].merged_cells.ranges] == ["A1501:B2000"]


def test_of_a_long_file_only_the_rows_with_problems_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marked_sheets, "CELLS", 20)
    monkeypatch.setattr(marked_sheets, "LISTED", 3)
    sheet = sheet_of([["Xã", "Số"], *([f"A{row}", str(row)] for row in range(2, 101))])
    found = [replace(BAD, row=row) for row in (50, 40, 30, 20)]
    book = Workbook("dai.csv", "", (sheet,))
    copy = book_of(marked(b"x", book, found, "vi"))
    front, back = copy.worksheets
    assert [cell.row for cell in back["A"] if cell.value] == [1, 30, 40, 50]
    assert back["B40"].value == "40"
    assert "chỉ có những dòng cần xem lại" in front["A3"].value
    assert front["A4"].value == "Chỉ liệt kê 3 điều đầu tiên trong 4."


def test_rows_that_no_spreadsheet_has_are_listed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_sheets, "ROWS", 2)
    sheet = sheet_of([["Xã", "Số"], ["A", "1"], ["B", "12,3x"]])
    copy = book_of(mark(Workbook("b", "", (sheet,)), [BAD], "vi", {}))
    front, back = copy.worksheets
    assert back.max_row == 2
    assert front["E5"].value == '"12,3x" không phải là số.'
    assert front["B5"].hyperlink is None


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["Cần xem lại"], ["Cần xem lại 2", "Cần xem lại"]),
        ([""], ["Cần xem lại", "Dữ liệu"]),
        (["a/b:c", "A b c"], ["Cần xem lại", "a b c", "A b c 2"]),
        (["x" * 40], ["Cần xem lại", "x" * 31]),
    ],
)
def test_sheets_keep_their_names_as_far_as_they_can(names: list[str], titles: list[str]) -> None:
    sheets = tuple(sheet_of([["a"]], name) for name in names)
    assert book_of(mark(Workbook("b", "", sheets), [], "vi", {})).sheetnames == titles


def test_a_copy_sent_again_tells_its_front_sheet_apart() -> None:
    content = xlsx([["Xã", "Số tổ"], ["A", 1], ["B", "12,3x"]])
    copy = marked(content, open_workbook("bc.xlsx", content), [BAD], "vi")
    front, back = open_workbook("bc.xlsx", copy).sheets
    assert (is_ours(front), is_ours(back)) == (True, False)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(
                st.one_of(st.text(max_size=9), st.integers(-9, 10**9).map(float)),
                min_size=width,
                max_size=width,
            ),
            min_size=1,
            max_size=5,
        )
    )
)
def test_every_cell_comes_back_as_it_was(rows: list[list[str | float]]) -> None:
    columns = list(zip(*rows, strict=True))
    names = [letters(place) for place in range(len(columns))]
    texts = [[c if isinstance(c, str) else f"{c:.0f}" for c in column] for column in columns]
    numbers = [[None if isinstance(c, str) else c for c in column] for column in columns]
    sheet = Sheet(
        "T",
        pa.table([pa.array(column, pa.string()) for column in texts], names),
        pa.table([pa.array(column, pa.float64()) for column in numbers], names),
    )
    copy = mark(Workbook("b", "", (sheet,)), [], "vi", {})
    back = book_of(copy)["T"]
    unwritable = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            expected = unwritable.sub("", cell) if isinstance(cell, str) else cell
            assert back.cell(row, column).value == (expected if expected != "" else None)
