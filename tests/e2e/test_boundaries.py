"""An office's boundaries in: looked at, stored, seen on the map, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_importing import button, fits, heading, send
from tests.outlines import outlines

MAP = "/map?vintage=2025&indicator=teams&lang=en"
APPROXIMATE = "Approximate boundaries of July 2025, made from open packages."


def send_provinces(page: Page, name: str, content: bytes) -> None:
    page.get_by_role("combobox", name="The file holds the boundaries of").click()
    page.get_by_role("option", name="provinces since 1 July 2025").click()
    send(page, name, content, "application/geo+json")


def test_an_office_boundaries_replace_the_approximate_ones(new_page: Callable[..., Page]) -> None:
    on_map = new_page(MAP)
    expect(on_map.get_by_text(APPROXIMATE)).to_be_visible()

    page = new_page("/boundaries?lang=en")
    send_provinces(page, "tinh.geojson", outlines())
    expect(heading(page, "tinh.geojson: 34 of 34 units matched")).to_be_visible()
    expect(page.get_by_alt_text("New outlines in blue")).to_be_visible()
    page.get_by_role("textbox", name="Title, said with every map").fill("Survey of 2026")
    button(page, "Store: maps draw these from now on").click()
    expect(heading(page, "Maps draw from now on: Survey of 2026")).to_be_visible()

    with on_map.expect_response(lambda answer: "/api/layers/2025-province-" in answer.url) as layer:
        on_map.reload()
    assert layer.value.status == 200
    expect(on_map.get_by_text("Boundaries: Survey of 2026.")).to_be_visible()
    expect(on_map.locator(".atlas-note")).to_have_text("Boundaries: Survey of 2026")
    expect(on_map.get_by_text(APPROXIMATE)).to_have_count(0)

    button(page, "Take back …").click()
    button(page, "Yes, take it back").click()
    expect(page.get_by_text("Survey of 2026 was taken back.")).to_be_visible()
    on_map.reload()
    expect(on_map.get_by_text(APPROXIMATE)).to_be_visible()


@pytest.mark.slow
def test_a_file_that_lies_elsewhere_is_refused_on_a_phone(new_page: Callable[..., Page]) -> None:
    page = new_page("/boundaries?lang=en", PHONE)
    send_provinces(page, "sai.geojson", outlines(moved=5))
    refused = "sai.geojson: refused, with 34 of 34 units matched"
    expect(heading(page, refused)).to_be_visible()
    expect(page.get_by_role("alert").first).to_contain_text("do not lie where the units lie")
    expect(button(page, "Store: maps draw these from now on")).to_have_count(0)
    assert fits(page)
