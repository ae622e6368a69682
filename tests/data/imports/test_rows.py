"""Rows that name no area of ours: totals, regions, headings, notes."""

from data.imports.recognising import questions
from tests.data.imports.laying_out import asked, laid_out, roles
from tests.data.imports.sheets import sheet


def test_names_of_those_who_sign_are_not_repeated() -> None:
    shown = sheet("Tên xã | Số tổ\nXã A | 5\n\nNgười lập biểu: Một Tên | Chủ tịch")
    told = [each for each in questions(shown, laid_out(shown)) if each.code == "footnote_row"]
    assert [(each.row, each.found) for each in told] == [(4, "…")]


def test_a_table_of_provinces_with_the_nation_and_its_regions() -> None:
    rows = "CẢ NƯỚC | 9\nÐồng bằng sông Hồng | 5\nĐông Bắc | 1\nHà Nội | 5\nHà Tây | .."
    shown = sheet(f"Số tổ\n | 2024\n{rows}")
    layout = laid_out(shown)
    assert layout.skipped == ((3, "region"), (4, "region"))
    assert (layout.level, layout.indicator) == ("province", "teams")


def test_a_commune_called_like_a_region_is_one() -> None:
    layout = laid_out(
        sheet("Xã | Số tổ\nĐông Bắc | 9\nTổng Cọt | 5\nCộng Hòa | 5\nToàn huyện | 19")
    )
    assert layout.skipped == ((4, "total"),)


def test_headings_are_rows_without_figures() -> None:
    text = "Mục tiêu | Đề ra | Kết quả | Đánh giá\nI. Chính quyền số | | | \n"
    text += "Tỷ lệ hồ sơ nộp trực tuyến | 80 | 85 | Đạt\nKinh tế số | | |\nSố tổ | 5 | 7 | Đạt"
    shown = sheet(text)
    layout = laid_out(shown, "targets")
    assert roles(layout) == ["indicator", "value", "ignore", "ignore"]
    assert layout.skipped == ((1, "heading"), (3, "heading"))
    assert asked(shown, layout) == [("no_area_column", ""), ("no_period", "")]
    results = laid_out(shown)
    assert roles(results) == ["indicator", "ignore", "value", "ignore"]


def test_areas_without_figures_are_no_headings() -> None:
    layout = laid_out(sheet("TT | Xã | Số tổ\nI | Khối xã |\n1 | Xã A |\n2 | Xã B | 5\n3 | Xã C |"))
    assert layout.skipped == ((1, "heading"),)
    assert layout.rows == (1, 5)


def test_a_letter_may_be_a_name() -> None:
    assert laid_out(sheet("Khu phố | Số tổ\nA | 5\nB |\nC | 7")).skipped == ()
    assert laid_out(sheet("TT | Khu phố | Số tổ\n1 | A | 5\nB | |\n2 | C | 7")).skipped == (
        (2, "heading"),
    )
