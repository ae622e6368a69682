"""Names of offices that are attacks, seen in a real browser: read as written, and never run."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Dialog, FilePayload, Page, expect, sync_playwright

from tests import browser as browsers
from tests.attacks.poisoned import FORMULA, HOSTILE, MARK, SCRIPT_ADDRESS, Attacked
from tests.e2e.opening import ONE_PROCESS, SECONDS, settled
from tests.e2e.watcher import Watcher

# What there is of an attack that got through.
FOUND = """() => ({
  ran: window.hit ?? null,
  handlers: document.querySelectorAll('[onerror], [onload], [onclick]').length,
  scripts: [...document.scripts].filter(s => /hit|evil/.test(s.text + s.src)).length,
  images: [...document.images].filter(i => /evil|\\/x$/.test(i.src)).length,
  links: [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
    .filter(to => /^(javascript|data):/i.test(to) || /^(https?:)?\\/\\/[^/]*evil/i.test(to)),
  formulas: document.querySelectorAll('.katex').length,
})"""
NOTHING: dict[str, object] = {
    "ran": None,
    "handlers": 0,
    "scripts": 0,
    "images": 0,
    "links": [],
    "formulas": 0,
}
MONTH = "data=demo&area=2025-c05923&vintage=2025"
# Pages, and whether a name is sure to be read on them outside canvases.
PAGES = (
    ("/", True),
    (f"/map?{MONTH}&level=commune&in=2025-p19&indicator=teams", True),
    (f"/compare?{MONTH}&level=commune", True),
    (f"/commune?{MONTH}", True),
    (f"/teams?{MONTH}&tab=teams", True),
    ("/quality", True),
    pytest.param("/sources?data=demo", False, marks=pytest.mark.slow),
    pytest.param(f"/downloads?{MONTH}", False, marks=pytest.mark.slow),
)


@pytest.fixture(scope="module")
def context(target: Attacked) -> Iterator[BrowserContext]:
    path = browsers.find()
    if not path and os.environ.get("CI"):
        pytest.fail(browsers.NONE_FOUND)
    if not path:
        pytest.skip(browsers.NONE_FOUND)
    with sync_playwright() as playwright:
        started = browsers.launch(playwright, path, ONE_PROCESS)
        found = started.new_context(
            base_url=target.url, viewport={"width": 1440, "height": 900}, locale="vi-VN"
        )
        found.set_default_timeout(1000 * SECONDS)
        yield found
        started.close()


@pytest.fixture
def page(context: BrowserContext, target: Attacked) -> Iterator[Page]:
    """A page on which nothing runs, fetches or asks that is not ours."""
    watching = Watcher(target.url)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    found = context.new_page()
    watching.watch(found)
    watching.allow(r"404 .*_stcore/h")
    found.on("dialog", note)
    yield found
    assert found.evaluate(FOUND) == NOTHING
    assert dialogs == []
    assert watching.found == []
    found.close()


def read(page: Page, path: str) -> str:
    """All text of the page, when it is at rest."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    settled(page)
    return shown(page)


def shown(page: Page) -> str:
    """All text of the page, without the joiners that nobody sees."""
    return page.locator("body").inner_text().replace("\u2060", "")


@pytest.mark.parametrize(("path", "is_named"), PAGES)
def test_stored_names_are_read_as_they_are_written(page: Page, path: str, is_named: bool) -> None:
    text = read(page, path)
    if path.startswith("/map"):
        point_at_areas(page)
    if is_named:
        assert f"<img src=x {MARK}=1><script>" in text
        assert "[l](javascript:window.hit=1)" in text
        assert "$x^2$ :red[r] &lt;u&gt;" in text


def point_at_areas(page: Page) -> None:
    """Moves the pointer over the map, whose areas say their names then."""
    box = page.locator("canvas").first.bounding_box()
    assert box
    for step in range(1, 6):
        page.mouse.move(box["x"] + box["width"] * step / 6, box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)


def test_an_address_is_read_as_it_is_written(page: Page) -> None:
    names = ("area", "in", "indicator", "date", "data", "lang", "tab", "sql", "level", "with")
    read(page, f"/query?{'&'.join(f'{name}={quote(HOSTILE)}' for name in names)}")


def workbook() -> bytes:
    """A report whose sheet, head, areas, notes and links are hostile."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "<img src=x onerror=hit=1>"
    for row in (
        ["Tên xã", "Kỳ", "Số tổ công nghệ số cộng đồng", HOSTILE, "Ghi chú"],
        [HOSTILE, "10/2026", 5, 7, FORMULA],
        ["Xã Nga My", "10/2026", HOSTILE, HOSTILE, HOSTILE],
        ["Xã Phú Bình", "10/2026", 6, 1, SCRIPT_ADDRESS],
    ):
        sheet.append(row)
    sheet["A4"].hyperlink = SCRIPT_ADDRESS
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_hostile_file_is_looked_at_as_text(page: Page) -> None:
    read(page, "/imports?lang=en")
    name = f"<img src=x {MARK}=1>![i](http:evil.example)$x$.xlsx"
    file: FilePayload = {"name": name, "mimeType": "application/x", "buffer": workbook()}
    page.locator("input[type=file]").first.set_input_files(file)
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text(f"<img src=x {MARK}=1>![i]", timeout=1000 * SECONDS)
    settled(page)
    for opened in page.locator("details summary").all()[:6]:
        if opened.is_visible():
            opened.click()
    settled(page)
    assert f"<img src=x {MARK}=1>" in shown(page)
