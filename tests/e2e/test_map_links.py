"""Links to another view of the same page: the address follows."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import drawn_map


def test_a_link_to_the_same_page_changes_the_address(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?vintage=2025&indicator=teams&area=2024-p38")
    drawn_map.wait_for_areas(page)
    page.get_by_role("link", name="Thanh Hóa (tỉnh, trước 7/2025)").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Thanh Hóa: ")
    assert "vintage" not in page.url
    assert "area=2024-p38" in page.url
    page.reload()
    expect(heading).to_contain_text("Thanh Hóa: ")
    assert "vintage" not in page.url
