"""The map for print as a reader gets it: chosen in the page, saved as a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_map_is_saved_for_print(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=teams&date=2023-12-31&area=2024-p38&lang=en")
    drawn_map.wait_for_areas(page)  # until then the page moves under the menu
    page.get_by_role("button", name="Map for print").click()
    name, png = saved(page, "Save as PNG")
    assert name == "atlas_teams_2024_province_2023-12-31_a4.png"
    assert Image.open(io.BytesIO(png)).size == (3507, 2481)
    page.get_by_text("Slide 16:9").click()
    expect(page.get_by_text("339 × 190 mm")).to_be_visible()  # else a button of the other paper
    name, file = saved(page, "Save as SVG")
    svg = file.decode()
    assert name.endswith("_slide.svg")
    assert "<title>Community digital technology teams up to 31 Dec 2023. Thanh Hóa: " in svg
    assert 'viewBox="0 0 959.976 540"' in svg
    assert "indicator=teams&amp;date=2023-12-31&amp;area=2024-p38" in svg


def test_a_phone_can_save_one_too(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=teams&vintage=2025", PHONE)
    drawn_map.wait_for_areas(page)
    page.get_by_role("button", name="Bản đồ để in").click()
    name, svg = saved(page, "Lưu dạng SVG")
    assert name.endswith("_a4.svg")
    assert "Quần đảo Hoàng Sa" in svg.decode()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
