"""Files in: a template out, filled, in, corrected, undone; a messy file asked about; by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.conftest import PHONE, WIDE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MESSY = """BÁO CÁO TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG

Tên xã;Số tổ công nghệ số cộng đồng;Số thành viên;Số người được hướng dẫn;Họ và tên
Xã Hoằng Hóa;12;1.800;2.500;Nguyễn Văn Mẫu
Phường Hàm Rông;15;1.200;3.100;Trần Thị Mẫu
Xã Nông Cống;9;abc;1.000;
Tổng cộng;36;3.000;6.600;
"""
WORDS = {
    "vi": {
        "area": "2025-c14758",
        "download": "Tải mẫu để điền",
        "empty": "Mẫu trống (XLSX)",
        "counts": "{}: {} số liệu mới, {} thay đổi, {} lỗi",
        "stored": "{}: đã lưu {} số liệu",
        "store": "Lưu {} số liệu",
        "changed": "Thay đổi: giá trị cũ và mới (1)",
        "undo": "Hoàn tác …",
        "yes": "Vâng, hoàn tác",
        "undone": "Đã hoàn tác {}.",
        "asked": "{}: còn 2 câu hỏi trước khi kiểm tra",
        "go on": "Tiếp tục",
        "name": "“Phường Hàm Rông” là",
        "remember": "Ghi nhớ và kiểm tra lại",
        "partly": "Bỏ ra những ô có lỗi (1 ô) và lưu phần còn lại",
        "marked": "Danh sách này và tệp có đánh dấu các ô (XLSX)",
        "teams": "Số tổ công nghệ số cộng đồng (tổ)",
        "check": "Kiểm tra báo cáo",
        "map": "Xem trên bản đồ",
        "seen": "12 tổ",
    },
    "en": {
        "area": "2025-c14797",
        "download": "Download a template to fill in",
        "empty": "Empty template (XLSX)",
        "counts": "{}: new {}, changed {}, errors {}",
        "stored": "Figures stored from {}: {}",
        "store": "Store figures: {}",
        "changed": "Changed: old and new value (1)",
        "undo": "Take back …",
        "yes": "Yes, take it back",
        "undone": "{} was taken back.",
        "asked": "{}: questions before it can be checked: 2",
        "go on": "Go on",
        "name": "“Phường Hàm Rông” stands for",
        "remember": "Remember these and check again",
        "partly": "Leave out what has an error (cells: 1) and store the rest",
        "marked": "This list, and the file with the cells marked (XLSX)",
        "teams": "Community digital technology teams (teams)",
        "check": "Check the report",
        "map": "See it on the map",
        "seen": "12 teams",
    },
}
TEAMS, MEMBERS = "Số tổ công nghệ số cộng đồng", "Thành viên tổ công nghệ số cộng đồng"


def send(page: Page, name: str, content: bytes, mime: str = XLSX) -> None:
    file: FilePayload = {"name": name, "mimeType": mime, "buffer": content}
    page.locator("input[type=file]").set_input_files(file)


def filled(template: bytes, values: Mapping[str, int]) -> bytes:
    """The template with values in its first row, as somebody types them."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    for cell in sheet[2]:
        if cell.value in values:
            sheet.cell(3, cell.column).value = values[cell.value]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def heading(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", level=1, name=text)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def saved(page: Page, name: str) -> bytes:
    """What the button of that name saves."""
    with page.expect_download() as download:
        button(page, name).click()
    return Path(download.value.path()).read_bytes()


def fits(page: Page) -> bool:
    width: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return width <= 0


@pytest.mark.parametrize(
    ("language", "screen"),
    [pytest.param("vi", WIDE, marks=pytest.mark.slow), ("en", PHONE)],
    ids=["vi-wide", "en-phone"],
)
def test_a_template_out_filled_in_corrected_and_undone(
    new_page: Callable[..., Page], language: str, screen: dict[str, int]
) -> None:
    words = WORDS[language]
    page = new_page(f"/imports?lang={language}&area={words['area']}", screen)
    page.get_by_text(words["download"]).click()
    template = saved(page, words["empty"])

    first, second = f"{language}-1.xlsx", f"{language}-2.xlsx"
    send(page, first, filled(template, {TEAMS: 12, MEMBERS: 60}))
    expect(heading(page, words["counts"].format(first, 2, 0, 0))).to_be_visible()
    assert fits(page)
    button(page, words["store"].format(2)).click()
    expect(heading(page, words["stored"].format(first, 2))).to_be_visible()
    page.get_by_role("link", name=words["map"]).click()
    expect(page.get_by_role("heading", level=1, name=words["seen"])).to_be_visible()

    page.goto(f"/imports?lang={language}")
    send(page, second, filled(template, {TEAMS: 13, MEMBERS: 60}))
    expect(heading(page, words["counts"].format(second, 0, 1, 0))).to_be_visible()
    expect(page.get_by_text(words["changed"])).to_be_visible()
    button(page, words["store"].format(1)).click()
    expect(heading(page, words["stored"].format(second, 1))).to_be_visible()

    button(page, words["undo"]).first.click()
    button(page, words["yes"]).click()
    expect(page.get_by_text(words["undone"].format(second))).to_be_visible()
    send(page, first, filled(template, {TEAMS: 12, MEMBERS: 60}))
    expect(heading(page, words["counts"].format(first, 0, 0, 0))).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize(
    ("language", "screen"),
    [
        pytest.param("vi", PHONE, marks=pytest.mark.slow),
        pytest.param("en", WIDE, marks=pytest.mark.slow),
    ],
    ids=["vi-phone", "en-wide"],
)
def test_a_messy_file_is_asked_about_and_stored_in_part(
    new_page: Callable[..., Page], language: str, screen: dict[str, int]
) -> None:
    words, name = WORDS[language], f"messy-{language}.csv"
    text = MESSY if language == "vi" else MESSY.replace("Hàm Rông", "Hàm Rôngg")
    shown = words["name"] if language == "vi" else words["name"].replace("Rông", "Rôngg")
    page = new_page(f"/imports?lang={language}", screen)
    send(page, name, text.encode(), "text/csv")
    expect(heading(page, words["asked"].format(name))).to_be_visible()
    assert fits(page)
    page.get_by_placeholder("10/2026").fill("9/2026" if language == "vi" else "8/2026")
    page.get_by_test_id("stRadio").locator("label").filter(has_text="1.800 → 1800").click()
    button(page, words["go on"]).click()

    expect(heading(page, words["counts"].format(name, 5, 0, 2))).to_be_visible()
    expect(button(page, words["store"].format(5))).to_be_disabled()
    box = page.get_by_test_id("stSelectbox").filter(has_text=shown)
    box.get_by_role("combobox").press_sequentially("Hàm Rồng")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    button(page, words["remember"]).click()
    expect(heading(page, words["counts"].format(name, 8, 0, 1))).to_be_visible()

    book = openpyxl.load_workbook(io.BytesIO(saved(page, words["marked"])))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert any("abc" in cell for cell in cells)
    assert not any("Văn Mẫu" in cell or "Thị Mẫu" in cell for cell in cells)
    page.get_by_text(words["partly"]).click()
    button(page, words["store"].format(8)).click()
    expect(heading(page, words["stored"].format(name, 8))).to_be_visible()
    assert fits(page)


def test_a_report_typed_by_hand(new_page: Callable[..., Page]) -> None:
    words = WORDS["vi"]
    page = new_page("/imports?by=form&area=2025-c14818")
    page.get_by_label(words["teams"]).fill("21")
    button(page, words["check"]).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("1 số liệu mới"))).to_be_visible()
    button(page, words["store"].format(1)).click()
    expect(page.get_by_role("heading", level=1, name="đã lưu 1 số liệu")).to_be_visible()
    again = new_page("/imports?by=form&area=2025-c14818")
    expect(again.get_by_label(words["teams"])).to_have_value("21")


def test_what_is_no_table_is_said(new_page: Callable[..., Page]) -> None:
    page = new_page("/imports")
    send(page, "scan.pdf.csv", b"%PDF-1.7 nothing", "text/csv")
    expect(heading(page, "Không đọc được scan.pdf.csv")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("scan.pdf.csv")
