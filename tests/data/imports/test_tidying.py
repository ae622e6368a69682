"""Each value cell of a laid-out sheet comes up once, with the keys of its row."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from data.imports.layout import Column, Layout
from data.imports.tidying import cells
from tests.data.imports.laying_out import spreadsheet
from tests.data.imports.sheets import of_rows, sheet


def layout(columns: list[Column], end: int, **said: object) -> Layout:
    return Layout("", "results", (0, 1), (1, end), tuple(columns), **said)  # type: ignore[arg-type]


def test_a_wide_table_becomes_long_in_the_order_of_its_cells() -> None:
    table = sheet("Xã | T8 | T9\nA | 5 | 6\nTổng | 9 | 9\nB | .. | 8")
    columns = [
        Column(0, "area"),
        Column(1, "value", period="2026-08"),
        Column(2, "value", period="2026-09", indicator="members"),
    ]
    said = layout(columns, 9, skipped=((2, "total"),), indicator="teams")
    rows = cells(table, said).select(["row", "place", "area", "indicator", "period", "text"])
    assert [tuple(row.values()) for row in rows.to_pylist()] == [
        (2, 1, "A", "teams", "2026-08", "5"),
        (2, 2, "A", "members", "2026-09", "6"),
        (4, 1, "B", "teams", "2026-08", ".."),
        (4, 2, "B", "members", "2026-09", "8"),
    ]


def test_a_merged_name_holds_for_all_its_rows() -> None:
    table = sheet("Xã | Chỉ tiêu | Số\nA | x | 1\n | y | 2\nB | x | 3", merged=((1, 0, 2, 0),))
    columns = [Column(0, "area"), Column(1, "indicator"), Column(2, "value")]
    rows = cells(table, layout(columns, 4))
    assert rows["area"].to_pylist() == ["A", "A", "B"]
    assert rows["indicator"].to_pylist() == ["x", "y", "x"]


def test_months_and_years_in_columns_of_their_own_make_periods() -> None:
    table = sheet("Năm | Tháng | Xã | Số\n2025 | 9 | A | 1")
    columns = [Column(0, "period", "Năm"), Column(1, "period", "Tháng"), Column(3, "value")]
    assert cells(table, layout(columns, 2))["period"].to_pylist() == ["9/2025"]


def test_numbers_of_the_file_come_along() -> None:
    table = spreadsheet([["Xã", "Số"], ["A", 1.5], ["B", "1.800"], ["C", ""]])
    rows = cells(table, layout([Column(0, "area"), Column(1, "value")], 4))
    assert rows["text"].to_pylist() == ["1.5", "1.800", ""]
    assert rows["number"].to_pylist() == [1.5, None, None]


def test_the_due_date_of_a_target_is_its_period() -> None:
    table = sheet("Xã | Hạn | Mức\nA | 12/2026 | 80")
    rows = cells(table, layout([Column(0, "area"), Column(1, "due"), Column(2, "value")], 2))
    assert (rows["period"].to_pylist(), rows["due"].to_pylist()) == (["12/2026"], ["12/2026"])


def test_a_table_without_values_is_empty_and_of_the_same_shape() -> None:
    table = sheet("Xã | Số\nA | 5")
    none = cells(table, layout([Column(0, "area"), Column(1, "ignore")], 2))
    some = cells(table, layout([Column(0, "area"), Column(1, "value")], 2))
    assert (none.num_rows, none.schema) == (0, some.schema)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=4)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_each_value_cell_comes_up_once(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 6))
    row = st.lists(TEXTS, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=8))
    kinds = st.lists(st.sampled_from(["area", "value", "ignore"]), min_size=width, max_size=width)
    roles = data.draw(kinds)
    skipped = data.draw(st.sets(st.integers(1, len(rows))))
    table = of_rows([["x"] * width, *rows])
    columns = [Column(place, role) for place, role in enumerate(roles)]
    said = layout(columns, len(rows) + 1, skipped=tuple((at, "blank") for at in sorted(skipped)))
    found = cells(table, said)
    expected = [
        (at + 1, place, text)
        for at, texts in enumerate(rows, 1)
        if at not in skipped
        for place, text in enumerate(texts)
        if roles[place] == "value"
    ]
    assert list(
        zip(*(found[name].to_pylist() for name in ("row", "place", "text")), strict=True)
    ) == (expected)
    assert found.schema.field("number").type == pa.float64()


def test_a_sheet_of_one_area_is_of_the_area_that_was_said() -> None:
    table = sheet("Chỉ tiêu | Số\nSố tổ | 5")
    columns = [Column(0, "indicator"), Column(1, "value")]
    rows = cells(table, layout(columns, 2, within="2024-c91001"))
    assert rows["code"].to_pylist() == ["2024-c91001"]
    beside = cells(sheet("Xã | Số\nA | 5"), layout([Column(0, "area"), columns[1]], 2, within="x"))
    assert beside["code"].to_pylist() == [""]
