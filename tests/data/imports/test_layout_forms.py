"""Layouts of invented tables, one of each form that offices send."""

import pytest

from data.imports.recognising import questions
from tests.data.imports.laying_out import asked, laid_out, roles, said, spreadsheet
from tests.data.imports.sheets import of_rows, sheet

REPORT = """
UBND HUYỆN ĐỒI CỎ | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
PHÒNG VĂN HÓA | | | Độc lập - Tự do - Hạnh phúc |
 | | | |
BIỂU TỔNG HỢP TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG | | | |
(Tính đến ngày 30/6/2025) | | | | ĐVT: người
STT | Đơn vị | Số tổ công nghệ số cộng đồng | | Tổng số thành viên
 | | Cấp xã | Cấp thôn |
(1) | (2) | (3) | (4) | (5)
I | Khối xã | | |
1 | Xã Lá Xanh | 1 | 12 | 1.800,5
2 | Xã Bờ Cát | 1 | 10 | 50
II | Khối thị trấn | | |
3 | Thị trấn Mây | 1 | 7 | 40
 | Tổng cộng | 3 | 29 | 155
 | | | |
Ghi chú: số liệu tạm tính | | | |
Nơi nhận: | | | CHỦ TỊCH |
"""


def test_an_official_report() -> None:
    table = sheet(REPORT)
    layout = laid_out(table)
    assert (layout.header, layout.rows) == ((5, 8), (8, 17))
    assert roles(layout) == ["ignore", "area", "value", "value", "value"]
    values = layout.of_role("value")
    assert said(values) == [
        ("teams_commune_level", ""),
        ("teams_village_level", ""),
        ("members", ""),
    ]
    assert [column.confirmed for column in values] == [False, False, True]
    assert (layout.period, layout.decimal) == ("2025-06-30", ",")
    assert layout.skipped == (
        *((8, "heading"), (11, "heading"), (13, "total"), (14, "blank")),
        *((15, "footnote"), (16, "footnote")),
    )
    assert layout.title == (
        "UBND HUYỆN ĐỒI CỎ PHÒNG VĂN HÓA BIỂU TỔNG HỢP TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG "
        "(Tính đến ngày 30/6/2025)"
    )
    assert [(each.code, each.row, each.found) for each in questions(table, layout)] == [
        ("heading_row", 9, "I Khối xã"),
        ("heading_row", 12, "II Khối thị trấn"),
        ("total_row", 14, "Tổng cộng"),
        ("footnote_row", 16, "Ghi chú: số liệu tạm tính"),
        ("footnote_row", 17, "…"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "area_id | indicator | period | value\n2024-c1 | teams | 2025-06 | 3",
            ["code", "indicator", "period", "value"],
        ),
        (
            "Tên xã/phường | Huyện, thị xã | Năm | Tháng | Nội dung | Kết quả\n"
            "A | B | 2025 | 10 | Số tổ | 1\nA | B | 2025 | 11 | Số tổ | 2",
            ["commune", "district", "period", "period", "indicator", "value"],
        ),
        (
            "Mã tỉnh | Tỉnh | Mã xã | Xã | Số tổ\n1 | Tỉnh B | 9 | Xã A | 5",
            ["ignore", "province", "code", "commune", "value"],
        ),
        (
            "Thôn, bản | Xã (phường) | Dân số (Nghìn người)\nThôn 1 | Xã A | 1,5",
            ["village", "commune", "value"],
        ),
        (
            "Đơn vị | Họ và tên | Điện thoại | Số tổ\nXã A | | | 5",
            ["area", "ignore", "ignore", "value"],
        ),
        ("Don vi | So to | Ghi chu\nXa A | 5 | x", ["area", "value", "ignore"]),
        ("Đơn vị | Kế hoạch năm 2025 | Số tổ\nXã A | 9 | 5", ["area", "ignore", "value"]),
        ("Đơn vị | Thành viên TCNSCĐ | Số tổ\nXã A | Một Tên | 5", ["area", "ignore", "value"]),
        ("Đơn vị | Số thành viên\nXã A | 12x", ["area", "value"]),
        ("Chỉ tiêu | Xã A | Xã B\nSố tổ | 1 | 2\nSố hộ | 3 | 4", ["indicator", "ignore", "ignore"]),
        (" | Xã | Số tổ\n1 | Xã A | 4\n2 | Xã B | 4\n3 | Xã C | 5", ["ignore", "commune", "value"]),
        # nothing but cells tells which columns name areas, indicators and periods
        (
            "Xã A | Số tổ | 2025-06 | 1\nXã B | Số tổ | 2025-06 | 2",
            ["area", "indicator", "period", "value"],
        ),
    ],
)
def test_what_columns_are_for(text: str, expected: list[str]) -> None:
    assert roles(laid_out(sheet(text))) == expected


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Xã | 2024 | Sơ bộ 2025", [("", "2024"), ("", "2025")]),
        ("Xã | Tháng 9/2025 | T10/2025", [("", "2025-09"), ("", "2025-10")]),
        ("Xã | 30/6/2025 | Quý I/2025", [("", "2025-06-30"), ("", "Quý I/2025")]),
        ("Năm 2025\nXã | Tháng 9 | Quý II", [("", "2025-09"), ("", "Quý II/2025")]),
        ("Số tổ năm 2025\nXã | Tháng 9 | T10", [("", "2025-09"), ("", "2025-10")]),
        ("Xã | Năm 2024 | \n | Tháng 9 | T10", [("", "2024-09"), ("", "2024-10")]),
        ("Năm 2025\nXã | Tháng |\n | 1 | 2", [("", "2025-01"), ("", "2025-02")]),
        ("Xã | Số tổ | \n | 2024 | 2025", [("teams", "2024"), ("teams", "2025")]),
        ("Xã | 2024 | \n | Số tổ | Số hộ", [("teams", "2024"), ("households", "2024")]),
        ("Xã | Số tổ | Số thành viên\n | Tổng số | Nữ", [("teams", ""), ("", "")]),
        (
            "Xã | Số tổ năm 2024 | Số tổ đến 31/10/2025",
            [("teams", "2024"), ("teams", "2025-10-31")],
        ),
        ("Dân số\nXã | Tổng số | Nam", [("population", ""), ("population_male", "")]),
        ("Xã | Số tổ | \n | Thực hiện | Đạt (%)", [("teams", ""), ("", "")]),
        (
            "Xã | Người trưởng thành | \n | Tổng số | Có kỹ năng số",
            [("adults", ""), ("adults_with_digital_skills", "")],
        ),
        # two indicators above one column: which part of which is not known
        ("Xã | Số hộ | \n | Số tổ | Số lạ", [("", ""), ("", "")]),
    ],
)
def test_what_headers_say_of_figures(text: str, columns: list[tuple[str, str]]) -> None:
    layout = laid_out(sheet(f"{text}\nXã A | 3 | 4\nXã B | 5 | 7"))
    assert said(layout.of_role("value")) == columns
    assert roles(layout)[0] == "commune"


def test_plans_are_no_results() -> None:
    text = "Địa phương | Số tổ | |\n | Kế hoạch | Thực hiện | Kế hoạch năm sau\nA | 10 | 9 | 12"
    table = sheet(f"{text}\nB | 10 | 5 | 11")
    layout = laid_out(table)
    assert roles(layout) == ["area", "ignore", "value", "ignore"]
    assert asked(table, layout, "notice") == [("column_ignored", "B"), ("column_ignored", "D")]
    targets = laid_out(table, "targets")
    assert roles(targets) == ["area", "value", "ignore", "value"]


def test_units_above_columns_and_tables() -> None:
    lines = "Đơn vị tính: Nghìn người\nXã | Dân số | Số tổ | Tỷ lệ hộ nghèo (%) | Số hộ (hộ)"
    values = laid_out(sheet(f"{lines}\nA | 1 | 2 | 3 | 4")).of_role("value")
    assert [(c.indicator, c.scale, c.confirmed) for c in values] == [
        ("population", 1000, True),
        ("teams", 1, False),
        ("poor_households_rate", 1, False),
        ("households", 1, True),
    ]


def test_merged_headers_of_a_spreadsheet() -> None:
    table = spreadsheet(
        [
            ["BÁO CÁO NĂM 2025", "", "", "", "", "", ""],
            ["STT", "Đơn vị", "Số tổ", "", "Số thành viên", "", "Ghi chú"],
            ["", "", "2024", "2025", "2024", "2025", ""],
            ["A", "B", "1", "2", "3", "4", "5"],
            [1.0, "Xã A", 5.0, 6.0, 50.0, 60.5, ""],
            [2.0, "Xã B", 7.0, 8.0, 70.0, 80.0, ""],
        ],
        [(0, 0, 0, 6), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6)],
    )
    layout = laid_out(table)
    assert (layout.header, layout.rows) == ((1, 4), (4, 6))
    assert roles(layout) == ["ignore", "area", "value", "value", "value", "value", "ignore"]
    headers = [column.header for column in layout.columns[1:4]]
    assert headers == ["Đơn vị", "Số tổ · 2024", "Số tổ · 2025"]
    assert said(layout.of_role("value")) == [
        *(("teams", "2024"), ("teams", "2025"), ("members", "2024"), ("members", "2025"))
    ]
    assert (layout.decimal, asked(table, layout)) == (",", [])


def test_what_is_not_merged_is_not_under_the_cell_beside_it() -> None:
    rows = [["Đơn vị", "Số tổ", "", ""], ["", "2024", "2025", "2025"], ["Xã A", "5", "6", "7"]]
    layout = laid_out(of_rows(rows, merged=((0, 0, 1, 0), (0, 1, 0, 2))))
    assert [column.header for column in layout.columns] == [
        *("Đơn vị", "Số tổ · 2024", "Số tổ · 2025", "2025")
    ]


def test_an_empty_form_has_a_layout() -> None:
    header = "Mã | Tên xã | Kỳ báo cáo | Số tổ | Số thành viên"
    table = sheet(f"Báo cáo tháng\n{header}\n2025-c1 | Xã A | 10/2026 | |")
    layout = laid_out(table)
    assert roles(layout) == ["code", "commune", "period", "value", "value"]
    assert asked(table, layout) == []


def test_the_list_of_teams() -> None:
    header = (
        "Mã | Tên xã | Thôn, ấp, khóm, tổ dân phố | Tổ số | Số thành viên | Hội Phụ nữ | Tính đến"
    )
    table = sheet(f"Danh sách tổ\n{header}\n2025-c1 | Xã A | Thôn 1 | 1 | 5 | 2 | 31/10/2026")
    layout = laid_out(table, "teams")
    assert roles(layout) == [
        *("code", "commune", "village", "team", "members", "women_union", "period"),
    ]
    assert asked(table, layout) == []


def test_years_below_a_header_are_figures() -> None:
    layout = laid_out(sheet("Địa phương | Số tổ | Số hộ\nXã A | 2015 | 1999\nXã B | 5 | 2500"))
    assert layout.rows == (1, 3)


def test_the_name_of_a_sheet_says_what_its_title_does_not() -> None:
    assert laid_out(sheet("Xã | 01/2025 | 02/2025\nXã A | 1 | 2", "Số tổ")).indicator == "teams"
    assert laid_out(sheet("Xã | Số tổ\nXã A | 1", "Tháng 10-2025")).period == "2025-10"


def test_a_header_that_a_person_names() -> None:
    table = sheet("Một dòng | 5\nXã | Số tổ\n(1) | (2)\nXã A | 1\nXã B | 2\nXã C | 3")
    layout = laid_out(table, header=(1, 4))
    assert (layout.header, layout.rows) == ((1, 4), (4, 6))
    assert [column.header for column in layout.columns] == ["Xã · Xã A", "Số tổ · 1"]
    layout = laid_out(table, header=(1, 3))
    assert (layout.rows, said(layout.columns)) == ((3, 6), [("", ""), ("teams", "")])
    assert roles(laid_out(sheet("x | y"), header=(0, 1))) == ["ignore", "ignore"]
    assert laid_out(sheet("Xã A | 5"), header=(0, 0)).rows == (0, 1)
