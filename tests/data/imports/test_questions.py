"""What a layout leaves open and asks, what a saved one answers; no table is too odd for it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.imports.forms import forms
from data.imports.layout import KINDS, ROLES, SKIPS, Layout
from data.imports.recognising import questions, recognise
from data.imports.tidying import cells
from tests.data.imports.laying_out import asked, laid_out, spreadsheet, words
from tests.data.imports.sheets import of_rows, sheet


@pytest.mark.parametrize(
    ("values", "decimal", "problems"),
    [
        (["5", "7"], ",", []),
        (["1.800", "62,8"], ",", []),
        (["1,800", "62.8"], ".", []),
        (["1.800", "2.500"], "", [("ambiguous_numbers", "B")]),
        (["1.800", "x"], "", [("ambiguous_numbers", "B")]),
        (["khoảng 1.800", "5"], "", [("ambiguous_numbers", "B")]),
        (["62,8", "62.8"], "", [("ambiguous_numbers", "B")]),
        (["..", "-"], ",", []),
    ],
)
def test_the_decimal_mark_is_told_or_asked(
    values: list[str], decimal: str, problems: list[tuple[str, str]]
) -> None:
    lines = [f"Xã {place} | {value}" for place, value in enumerate(values)]
    shown = sheet("\n".join(["Tháng 6/2025", "Xã | Số tổ", *lines]))
    layout = laid_out(shown)
    assert (layout.decimal, asked(shown, layout)) == (decimal, problems)


def test_columns_that_disagree_have_a_mark_each() -> None:
    text = "Tháng 6/2025\nXã | Số tổ | Số hộ | Dân số\n"
    shown = sheet(text + "A | 1,5 | 1.25 | 1.800\nB | 2 | 2 | 2.500\nC | 3 | 3 | 3")
    layout = laid_out(shown)
    assert [column.decimal for column in layout.of_role("value")] == [",", ".", ""]
    assert asked(shown, layout) == [("ambiguous_numbers", "D")]
    (problem,) = (each for each in questions(shown, layout) if each.code == "ambiguous_numbers")
    assert (problem.found, problem.expected) == ("1.800", "1800 / 1,8")


def test_a_mark_far_below_is_seen() -> None:
    rows = [["Tháng 6/2025", ""], ["Xã", "Số tổ"], *([f"Xã {n}", "5"] for n in range(5000))]
    rows[4000][1] = "1.800"
    shown = of_rows(rows)
    layout = laid_out(shown)
    assert asked(shown, layout) == [("ambiguous_numbers", "B")]


def test_numbers_of_the_file_itself_are_not_ambiguous() -> None:
    shown = spreadsheet([["Tháng 6/2025", ""], ["Xã", "Số tổ"], ["Xã A", 1.8], ["Xã B", 1.234]])
    assert asked(shown, laid_out(shown)) == []


def test_what_is_open_is_asked_once() -> None:
    shown = sheet("Địa danh | 2024 | 2025\nXã A | 1 | 2\nXã B | 3 | 4")
    assert asked(shown, laid_out(shown)) == [("no_indicator", "")]
    shown = sheet("Xã | 2024 | 2025\nXã A | 1.800 | 2.500\nXã B | 1.900 | 2.600", "Số tổ")
    assert asked(shown, laid_out(shown)) == [("ambiguous_numbers", "")]
    shown = sheet("Xã | Số tổ | Điểm lạ | Chữ lạ\nXã A | 1 | 2 | chữ\nXã B | 3 | 4 | khác")
    layout = laid_out(shown)
    assert asked(shown, layout) == [("no_period", ""), ("no_indicator", "C")]
    assert asked(shown, layout, "notice") == [("column_ignored", "D")]
    shown = sheet("Số tổ | Số hộ\n1 | 2\n3 | 4")
    assert asked(shown, laid_out(shown)) == [("no_area_column", ""), ("no_period", "")]


def test_a_saved_layout_decides_for_files_of_its_shape() -> None:
    first = sheet("Báo cáo 2024\nXã | Điểm lạ 2024\nXã A | 1.800\nXã B | 2.500")
    fresh = laid_out(first)
    chosen = replace(fresh.columns[1], indicator="teams", scale=1000.0, confirmed=True)
    known = replace(
        fresh, columns=(fresh.columns[0], chosen), decimal=".", within="2024-d1", vintage="2024"
    )
    second = sheet("Báo cáo 2025\n\nXã | Điểm lạ 2025\nXã C | 1.900\n\nGhi chú: thôi")
    layout = laid_out(second, known=[known])
    assert layout.columns[1] == replace(chosen, header="Điểm lạ 2025", period="2025", place=1)
    assert (layout.header, layout.rows) == ((2, 3), (3, 6))
    assert (layout.decimal, layout.within, layout.vintage) == (".", "2024-d1", "2024")
    told = sheet("Báo cáo 2025\nXã | Điểm lạ 2025\nXã C | 1.900,5")
    assert laid_out(told, known=[known]).decimal == ","


ALLOWED = {*ROLES, *(field.field for field in forms()["teams"].fields)}


CELLS = st.sampled_from(
    [
        *("", "", "", "Xã", "Tên xã", "Số tổ", "Năm", "Nam", "2019", "10/2025", "Tháng", "1", "2"),
        *(
            "1.800",
            "62,8%",
            "..",
            "Xã A",
            "Tổng cộng",
            "Tây Nguyên",
            "CẢ NƯỚC",
            "Ghi chú: x",
            "(1)",
        ),
        *("STT", "Mã", "Chỉ tiêu", "Đề ra", "Kết quả", "I", "A.", "(", "[", "\\", "%", "x" * 90),
    ]
)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_table_is_too_odd_to_be_looked_at(data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 12))
    rows = [[data.draw(CELLS) for _ in range(width)] for _ in range(height)]
    spot = st.tuples(st.integers(0, height), st.integers(0, width))
    spans = [
        (min(top, low), min(left, right), max(top, low), max(left, right))
        for (top, left), (low, right) in data.draw(st.lists(st.tuples(spot, spot), max_size=2))
    ]
    shown = of_rows(rows, "", tuple(spans))
    kind = data.draw(st.sampled_from(KINDS))
    layout = recognise(shown, words(), kind)
    if layout is None:
        return
    assert Layout.from_json(layout.to_json()) == layout
    assert [column.place for column in layout.columns] == list(range(width))
    assert {column.role for column in layout.columns} <= ALLOWED
    assert 0 <= layout.header[0] <= layout.header[1] == layout.rows[0] <= layout.rows[1] <= height
    skipped = dict(layout.skipped)
    assert set(skipped.values()) <= set(SKIPS)
    assert all(layout.rows[0] <= row < layout.rows[1] for row in skipped)
    told = {each.row - 1 for each in questions(shown, layout) if each.row}
    assert told == {row for row, reason in skipped.items() if reason != "blank"}
    read = set(cells(shown, layout)["row"].to_pylist())
    values = layout.of_role("value")
    for row in range(layout.rows[0], height):  # nothing is dropped unsaid
        assert not values or row + 1 in read or row in skipped or not any(rows[row])
