"""Nothing simulated appears without its mark, in pages and files; and pages are readable to all."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, TimeoutError, expect

from pages.parts.navigation import FILES
from pages.parts.shared_filters import OF_A_MONTH, PAGES
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.opening import settled
from tests.e2e.test_accessibility import serious

MARK = re.compile("mô phỏng|simulated", re.IGNORECASE)
PLACE = {"map": "&vintage=2025&level=commune&in=2025-p19"}
SAVES = re.compile("^(?:CSV|Lưu|Tải|Ảnh)")
BYTES_BEFORE_THE_MARK = 20_000


def saved(page: Page, button: Locator) -> Download:
    """What a button saves; asked again where the page had not come to rest."""
    for seconds in (12, 30):
        settled(page)
        with suppress(TimeoutError), page.expect_download(timeout=1000 * seconds) as download:
            button.click()
        if download.is_done():
            return download.value
    raise AssertionError(f"nothing was saved by {button}")


def test_every_page_of_figures_is_walked() -> None:
    assert set(PAGES) <= set(FILES)
    others = {"downloads", "dataapi", "imports", "boundaries", "sources", "dictionary"}
    assert others == set(FILES) - set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_all_its_files_are_marked(open_demo: Callable[..., Page], name: str) -> None:
    wide = name not in {"targets", "quality"}  # some on a phone
    page = open_demo(
        f"/{name}?data=demo&area=2025-c05923{PLACE.get(name, '')}", WIDE if wide else PHONE
    )
    settled(page)
    if name in OF_A_MONTH:
        assert serious(page) == []
    banner = page.get_by_test_id("stAlert").filter(has_text=MARK)
    expect(banner.first).to_be_visible()
    for chart in page.locator(".js-plotly-plot").all():
        near = chart.locator("xpath=ancestor::*[@data-testid='stVerticalBlock'][1]")
        assert MARK.search(near.inner_text()), name
    for button in page.get_by_role("button", name=SAVES).all():
        if not button.is_visible():
            continue
        file = saved(page, button)
        assert "demo" in file.suggested_filename, file.suggested_filename
        content = Path(file.path()).read_bytes()
        if file.suggested_filename.endswith(".csv"):
            head = content[:BYTES_BEFORE_THE_MARK].decode("utf-8-sig", errors="ignore")
            lines = head.splitlines()
            assert len(lines) > 1, file.suggested_filename
            assert re.search("demo|mô phỏng", lines[1]), file.suggested_filename
