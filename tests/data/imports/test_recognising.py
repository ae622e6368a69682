"""How sheets are laid out: what their cells tell, and what is asked because they do not."""

import csv
from dataclasses import replace

import pandas as pd
import pytest

from data import paths
from data.imports.headers import Vocabulary, vocabulary
from data.imports.layout import Layout
from data.imports.recognising import questions, recognise
from data.imports.roles import role_of
from tests.data.imports.sheets import sheet


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as text:
        return vocabulary(pd.DataFrame(list(csv.DictReader(text))))


def laid_out(text: str, words: Vocabulary, **said: object) -> Layout:
    layout = recognise(sheet(text), words, **said)  # type: ignore[arg-type]
    assert layout is not None
    return layout


def roles(layout: Layout) -> list[str]:
    return [column.role for column in layout.columns]


def asked(text: str, words: Vocabulary, kind: str = "results") -> list[tuple[str, int, str, str]]:
    layout = laid_out(text, words, kind=kind)
    return [(p.code, p.row, p.column, p.found) for p in questions(sheet(text), layout)]


LONG = """
Mã | Tên xã | Tỉnh | Chỉ tiêu | Kỳ | Giá trị
2024-c1 | Xã A | Tỉnh B | Số tổ | 6/2024 | 5
2024-c2 | Xã C | Tỉnh B | Số tổ | 6/2024 | 1.204,5
"""
INDICATORS_ACROSS = """
BÁO CÁO THÁNG 10/2026

STT | Xã, phường | Số tổ | Số thành viên | Ghi chú
1 | Xã A | 12 | 60 |
2 | Xã C | .. | 8 | chờ kiện toàn
Tổng cộng | | 12 | 68 |

Người lập biểu
"""
MONTHS_ACROSS = """
Số tổ công nghệ số cộng đồng theo xã
Đơn vị | T8/2026 | T9/2026 | T10/2026
Xã A | 5 | 6 | 6
Xã C | 7 | 7 | 8
"""
TWO_LEVELS = """
Tình hình tổ công nghệ số cộng đồng
Huyện | Số tổ | | Số thành viên |
 | 2023 | 2024 | 2023 | 2024
Huyện A | 5 | 6 | 25 | 30
Huyện B | 7 | 8 | 35 | 40
"""
REGIONS = """
 | 2019 | 2020
CẢ NƯỚC | 96484 | 97583
Ðồng bằng sông Hồng | 22620 | 22920
Hà Nội | 8094 | 8246
I. Miền núi | |
Hà Giang | 854 | 870

Ghi chú: số liệu sơ bộ
"""


def test_a_long_table(words: Vocabulary) -> None:
    layout = laid_out(LONG, words)
    assert roles(layout) == ["code", "commune", "province", "indicator", "period", "value"]
    assert (layout.header, layout.rows, layout.decimal) == ((0, 1), (1, 3), ",")
    assert asked(LONG, words) == []


def test_indicators_across_with_title_total_and_note(words: Vocabulary) -> None:
    layout = laid_out(INDICATORS_ACROSS, words)
    assert roles(layout) == ["ignore", "commune", "value", "value", "ignore"]
    assert [column.indicator for column in layout.of_role("value")] == ["teams", "members"]
    assert (layout.header, layout.period, layout.level) == ((2, 3), "2026-10", "commune")
    assert layout.title == "BÁO CÁO THÁNG 10/2026"
    found = [problem[:3] for problem in asked(INDICATORS_ACROSS, words)]
    assert ("footnote_row", 8, "") in found
    assert not [code for code, _, _ in found if code.startswith("no_")]


def test_months_across_with_the_indicator_in_the_title(words: Vocabulary) -> None:
    layout = laid_out(MONTHS_ACROSS, words)
    assert roles(layout) == ["area", "value", "value", "value"]
    assert layout.indicator == "teams"
    assert [column.period for column in layout.of_role("value")] == [
        *("2026-08", "2026-09", "2026-10")
    ]
    assert asked(MONTHS_ACROSS, words) == []


def test_indicators_above_years(words: Vocabulary) -> None:
    layout = laid_out(TWO_LEVELS, words)
    assert (layout.header, layout.level) == ((1, 3), "district")
    assert [(column.indicator, column.period) for column in layout.of_role("value")] == [
        *(("teams", "2023"), ("teams", "2024"), ("members", "2023"), ("members", "2024")),
    ]
    assert asked(TWO_LEVELS, words) == []


def test_the_nation_is_an_area_and_a_region_is_none(words: Vocabulary) -> None:
    layout = laid_out(REGIONS, words)
    assert dict(layout.skipped) == {2: "region", 4: "heading", 6: "blank", 7: "footnote"}
    assert layout.level == "province"
    found = asked(REGIONS, words)
    assert ("region_row", 3, "", "Ðồng bằng sông Hồng") in found
    assert ("footnote_row", 8, "", "Ghi chú: số liệu sơ bộ") in found
    assert ("no_indicator", 0, "", "2019") in found


@pytest.mark.parametrize(
    ("cells", "decimal", "question"),
    [
        (("1.204", "2.349"), "", ("ambiguous_numbers", 0, "B", "1.204")),
        (("1.204", "62,8"), ",", None),
        (("1,204", "62.8"), ".", None),
        (("1204", "7"), ",", None),
    ],
)
def test_a_form_of_numbers_is_told_or_asked(
    words: Vocabulary, cells: tuple[str, str], decimal: str, question: tuple[str, int, str, str]
) -> None:
    text = f"Xã | Số tổ 6/2024\nXã A | {cells[0]}\nXã B | {cells[1]}"
    text = text.replace("Số tổ 6/2024", "Số tổ").replace("Xã |", "Xã |", 1)
    layout = laid_out(text, words)
    assert layout.decimal == decimal
    assert [p for p in asked(text, words) if p[0] == "ambiguous_numbers"] == (
        [question] if question else []
    )


def test_what_no_cell_says_is_asked(words: Vocabulary) -> None:
    text = "Xã | Số tổ | Chuyện lạ\nXã A | 5 | 7\nXã B | 6 | 8"
    assert asked(text, words) == [("no_period", 0, "", ""), ("no_indicator", 0, "C", "Chuyện lạ")]


def test_a_sheet_without_a_table_has_no_layout(words: Vocabulary) -> None:
    assert recognise(sheet("Kính gửi | \nTrân trọng |"), words) is None
    assert recognise(sheet("5 | 6 | 7\n8 | 9 | 10"), words) is None


def test_men_are_no_year(words: Vocabulary) -> None:
    assert role_of("Năm", "results") == "period"
    assert role_of("Nam", "results") == ""
    assert role_of("TÊN XÃ", "results") == "commune"
    assert role_of("Ten xa", "results") == "commune"


def test_a_saved_layout_decides_what_the_next_file_leaves_open(words: Vocabulary) -> None:
    text = "Xã | Chuyện lạ\nXã A | 1.204\nXã B | 2.349"
    first = laid_out(text, words)
    columns = (first.columns[0], replace(first.columns[1], indicator="teams"))
    known = replace(first, columns=columns, decimal=",", period="2024-06")
    again = laid_out(text.replace("1.204", "3.333"), words, known=[known])
    assert (again.columns[1].indicator, again.decimal, again.period) == ("teams", ",", "")
    other = laid_out("Xã | Chuyện khác\nXã A | 1.204\nXã B | 2.349", words, known=[known])
    assert (other.columns[1].indicator, other.decimal) == ("", "")
    assert Layout.from_json(known.to_json()) == known
