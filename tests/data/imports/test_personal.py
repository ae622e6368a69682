"""What may be personal is blanked, and no figure is."""

import time

import numpy as np
import pyarrow as pa
import pytest

from data.imports import forms
from data.imports.personal import blank
from data.imports.problems import Problem
from data.imports.workbook import Sheet, letters

Rows = list[list[str]]


def sheet(rows: Rows, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    columns = [pa.chunked_array([list(texts)], pa.string()) for texts in zip(*rows, strict=True)]
    names = [letters(place) for place in range(len(columns))]
    return Sheet("Trang", pa.table(columns, names=names), None, merged)


def texts(read: Sheet) -> Rows:
    return [list(row.values()) for row in read.cells.to_pylist()]


def blanked(rows: Rows, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Rows:
    return texts(blank(sheet(rows, merged))[0])


def one_column(header: str, *below: str) -> list[str]:
    """The column after blanking; another one beside it makes the first row a header."""
    rows = [["Xã", header], *(["Xã Lá Xanh", text] for text in below)]
    return [row[1] for row in blanked(rows)][1:]


def test_a_list_of_members_keeps_its_counts_and_roles():
    read, problems = blank(
        sheet(
            [
                ["DANH SÁCH HỌ VÀ TÊN, SỐ ĐIỆN THOẠI THÀNH VIÊN TỔ", "", "", "", "", ""],
                ["STT", "Tên xã", "Họ và tên", "SĐT", "Năm sinh", "Chức vụ"],
                ["1", "Xã Lá Xanh", "Lê Thử Một", "0912 345 678", "1985", "Trưởng thôn"],
                ["2", "Xã Bờ Cát", "Lê Thử Hai", "", "1990", "Bí thư chi bộ"],
            ]
        )
    )
    assert texts(read)[1:] == [
        ["STT", "Tên xã", "Họ và tên", "SĐT", "Năm sinh", "Chức vụ"],
        ["1", "Xã Lá Xanh", "", "", "", "Trưởng thôn"],
        ["2", "Xã Bờ Cát", "", "", "", "Bí thư chi bộ"],
    ]
    assert texts(read)[0][0].startswith("DANH SÁCH")
    assert problems == (
        Problem("personal_blanked", "Trang", 0, "C", field="Họ và tên", found="2"),
        Problem("personal_blanked", "Trang", 0, "D", field="SĐT", found="1"),
        Problem("personal_blanked", "Trang", 0, "E", field="Năm sinh", found="2"),
    )


@pytest.mark.parametrize(
    "header",
    [
        *("Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ, tên", "Họ và tên tổ trưởng", "Ho va ten"),
        *("Họ và tên (ghi đầy đủ)", "Họ tên, chức vụ, số điện thoại", "Tên thành viên", "Chủ hộ"),
        *("Tên tổ trưởng", "Người liên hệ", "Cán bộ phụ trách", "Người lập biểu", "Full name"),
        *("Địa chỉ", "Địa chỉ thường trú", "Nơi ở", "Họ", "Họ và tên đệm", "Contact person"),
        "Ho\u0323 va\u0300 te\u0302n",  # decomposed
    ],
)
def test_texts_under_a_header_of_names_are_blanked(header):
    assert one_column(header, "Lê Thử Một", "hamlet 1", "12", "1.234") == ["", "", "12", "1.234"]


@pytest.mark.parametrize(
    "header",
    [
        *("Số điện thoại", "SĐT", "Điện thoại", "Zalo", "Số Zalo", "CCCD", "Số CCCD/CMND", "CMND"),
        *("Căn cước công dân", "Số định danh cá nhân", "ĐT liên hệ", "so dien thoai", "Phone"),
        *("Điện thoại/Email", "Tel.", "Identity number"),
    ],
)
def test_long_numbers_under_a_header_of_numbers_are_blanked(header):
    kept = ["45", "1.234.567", "VssID"]
    assert one_column(header, "912345678", "12345678901", *kept) == ["", "", *kept]


@pytest.mark.parametrize(
    "header", ["Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh"]
)
def test_dates_of_birth_are_blanked(header):
    assert one_column(header, "1985", "1985-05-12", "12/5/1985") == ["", "", ""]


@pytest.mark.parametrize("header", ["Tổ trưởng", "Thành viên", "To truong", "Đội trưởng"])
def test_a_role_or_a_count_stays_where_a_name_may_stand(header):
    kept = ["Trưởng thôn", "Bí thư chi bộ", "Bí thư Đoàn xã", "Hội Phụ nữ", "Cán bộ xã", "5", "x"]
    kept += ["07 người", "trên 10", "4-7", "101/162"]
    names = [
        "Lê Thử Một",
        "Le Thu Mot",
        "Trưởng thôn Lê Thử",
        "Bí thư: Đoàn Thử Một",
        "Lê Thử (1985)",
    ]
    assert one_column(header, *kept, *names) == [*kept, *[""] * len(names)]


@pytest.mark.parametrize(
    "header",
    [
        *("Số người có điện thoại thông minh", "Tỷ lệ người dùng điện thoại thông minh", "Tên xã"),
        *("Số hộ có địa chỉ số", "Tên thôn", "Tên", "Nam sinh", "Thành viên đã tập huấn"),
        *("Số người được cấp CCCD", "Ngày thành lập", "Hội viên", "Tổ số", "Học viên", "Ghi chú"),
        *("Số thuê bao điện thoại", "Năm", "Hộ", "Ho", "Tên tổ", "Người", "Tên xã, phường"),
    ],
)
def test_other_headers_announce_nothing(header):
    below = ["Lá Xanh", "1985", "12.345", "1.234.567", "trên 5"]
    assert one_column(header, *below) == below


def test_every_header_of_our_own_forms_keeps_what_is_under_it():
    for form in forms.forms().values():
        for field in form.fields:
            for header in (field.name_vi, field.name_en, *field.also):
                below = ["1985", "1.234", "07 người", "Trưởng thôn", "31/10/2026"]
                assert one_column(header, *below) == below, header


def test_what_a_row_of_figures_is_about_is_no_header():
    rows = [["Ứng dụng", "Số người"], ["Địa chỉ", "120"], ["Zalo", "98"], ["VNeID", "76"]]
    assert blanked(rows) == rows


def test_years_stand_in_headers():
    rows = [["Họ và tên", "2024", "2025"], ["Lê Thử Một", "120", "98"]]
    assert blanked(rows) == [rows[0], ["", "120", "98"]]


def test_a_header_of_two_levels_stays_and_reaches_over_its_columns():
    rows = [
        ["Tên xã", "Tổ trưởng", "", "", "Số tổ"],
        ["", "Họ tên", "Điện thoại", "Chức vụ", ""],
        ["Xã Lá Xanh", "Lê Thử Một", "912345678", "Trưởng thôn", "5"],
    ]
    merged = ((0, 1, 0, 3), (0, 0, 1, 0))
    read, problems = blank(sheet(rows, merged))
    assert texts(read) == [*rows[:2], ["Xã Lá Xanh", "", "", "Trưởng thôn", "5"]]
    assert [problem.field for problem in problems] == ["Họ tên", "Điện thoại"]


def test_a_merged_header_reaches_over_columns_without_a_header_of_their_own():
    rows = [["Xã", "Họ và tên", ""], ["Xã Lá Xanh", "Lê Thử", "Một"]]
    assert blanked(rows, merged=((0, 1, 0, 2),))[1] == ["Xã Lá Xanh", "", ""]


def test_a_given_name_beside_a_surname_is_blanked():
    rows = [["Xã", "Họ đệm", "Tên"], ["Xã Lá Xanh", "Lê Thử", "Một"]]
    assert blanked(rows)[1] == ["Xã Lá Xanh", "", ""]


def test_a_label_speaks_of_what_is_beside_it():
    rows = [["Họ và tên:", "Lê Thử Một"], ["Đơn vị:", "Xã Lá Xanh"], ["Xã", "Số tổ"]]
    assert blanked(rows) == [["Họ và tên:", ""], *rows[1:]]


def test_a_notice_repeats_no_name():
    rows = [["Xã", "Họ tên Lê Thử Một"], ["Xã Lá Xanh", "Lê Thử Hai"]]
    assert blank(sheet(rows))[1] == (Problem("personal_blanked", "Trang", 0, "B", found="1"),)


@pytest.mark.parametrize(
    "text",
    [
        *("0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "0912\u00a0345\u00a0678"),
        *("+84912345678", "+84 912 345 678", "0084 912 345 678", "+84 (0) 912 345 678"),
        *("(0208) 3855 123", "02083855123", "0208.3855.123", "01234567890"),
        *("001203004567", "001 203 004 567", "anh Thử, CCCD 001203004567"),
        *("Liên hệ anh Thử 0912.345.678.", "ĐT:0912345678", "0912345678/0987654321"),
        *("0912345678, 0987654321", "Thôn 5 0912345678"),
        *("thu@xa.vn", "Thư điện tử: thu.mot@la-xanh.gov.vn"),
        *("Người lập: Lê Thử Một", "Họ và tên tổ trưởng: Lê Thử Một", "Năm sinh: 1985"),
    ],
)
def test_a_cell_that_looks_personal_is_blanked_wherever_it_is(text):
    rows = [["Xã", "Ghi chú"], ["Xã Lá Xanh", "5"], ["Xã Bờ Cát", text]]
    read, problems = blank(sheet(rows))
    assert texts(read) == [*rows[:2], ["Xã Bờ Cát", ""]]
    assert problems == (Problem("personal_blanked", "Trang", 0, "B", found="1"),)


@pytest.mark.parametrize(
    "text",
    [
        *("912345678", "912.345.678", "1200000000", "84912345678", "123456789", "12345678901"),
        *("0,912345678", "0.0912345678", "105.0912345678", "1.091.234.567.890", "-0.0123456789"),
        *("5 012 345 678 901", "101.475/161.624 (62,8%)", "2025-07-02 08:30:00", "01/02/2025"),
        *("0208", "07 người", "Xã Đại Ân 2", "2019 2020 2021", "1e-09", "0", "00000", "31.10.2026"),
        *("Trưởng thôn", "Người lập biểu", "tính đến 30/06/2025: 1.800 tổ", "@", "5@"),
    ],
)
def test_a_figure_or_a_word_alone_stays(text):
    rows = [["Xã", "Ghi chú"], ["Xã Lá Xanh", "5"], ["Xã Bờ Cát", text], ["Xã Bờ Cạt", text]]
    assert blanked(rows) == rows


def numbers(first: int, step: int, size: int = 8) -> list[str]:
    return [str(first + step * at) for at in range(size)]


@pytest.mark.parametrize(
    "column",
    [
        numbers(912345678, 1234567),  # phones that lost their 0
        [*numbers(912345678, 1234567), "0987654321"],
        [f"{text[:3]}.{text[3:6]}.{text[6:]}" for text in numbers(912345678, 1234567)],
        numbers(84912345678, 1234567),
        numbers(123456789, 7654321),  # old identity numbers
        numbers(19203004567, 100001),  # identity numbers that lost their 0
        numbers(1203004567, 100001),
    ],
)
def test_a_column_that_looks_personal_is_blanked(column):
    read, problems = blank(sheet([["Xã", "Cột"], *(["Xã", text] for text in column)]))
    assert [row[1] for row in texts(read)] == ["Cột", *[""] * len(column)]
    assert problems == (Problem("personal_blanked", "Trang", 0, "B", found=str(len(column))),)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Cột", numbers(912345678, 1234567, size=4)),  # too few to tell
        ("Cột", [*numbers(912345678, 1234567), "5", "1.234"]),
        ("Cột", numbers(912345000, 1000)),  # round
        ("Cột", ["912345678"] * 8),
        ("Kinh phí", numbers(912345678, 1234567)),
        ("Doanh thu (đồng)", numbers(123456789, 7654321)),
        ("Cột", numbers(20_000_000_000, 999_999_999)),
        ("Cột", numbers(1_500_000_000, 999_999_999)),
        ("Cột", ["912.345,67"] * 8),
    ],
)
def test_a_column_of_figures_stays(header, column):
    rows = [["Xã", header], *(["Xã Lá Xanh", text] for text in column)]
    assert blanked(rows) == rows


def test_numbers_of_the_file_are_blanked_with_their_texts():
    read = sheet([["Xã", "SĐT"], ["Xã Lá Xanh", "912345678"], ["Xã Bờ Cát", "5"]])
    held = pa.table({"A": pa.nulls(3, pa.float64()), "B": pa.array([None, 912345678.0, 5.0])})
    found, _ = blank(Sheet("", read.cells, held))
    assert found.numbers is not None
    assert found.numbers["B"].to_pylist() == [None, None, 5.0]
    assert found.numbers.schema == held.schema
    assert found.cells.schema == read.cells.schema


def test_an_empty_sheet_stays():
    empty = Sheet("", pa.table({"A": pa.chunked_array([[]], pa.string())}))
    assert blank(empty) == (empty, ())


def test_a_million_rows_without_anything_personal_take_no_time():
    at = np.random.default_rng(1).integers(0, 3300, 1_000_000)
    drawn = [[f"Xã Lá Xanh {n}" for n in range(3300)], [f"{n:05}" for n in range(3300)]]
    drawn += [
        [f"Tỉnh {n % 34}" for n in range(3300)],
        [f"2025-{n % 12 + 1:02}" for n in range(3300)],
    ]
    drawn += [[f"smartphone_users_{n % 20}" for n in range(3300)]]
    columns = [pa.array(words).take(pa.array(at)) for words in drawn]
    columns.append(pa.array(np.arange(1_000_000)).cast(pa.string()))
    names = [letters(place) for place in range(6)]
    long = Sheet("", pa.table([pa.chunked_array([column]) for column in columns], names=names))
    began = time.process_time()
    assert blank(long)[1] == ()
    assert time.process_time() - began < 2  # 0.2 s where nothing else runs
