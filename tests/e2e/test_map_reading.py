"""The map read by keyboard, by ear, on a phone and while time plays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE

OPACITY = """() => [...document.querySelectorAll('[class*="st-key-at-the-date"]')]
  .map(place => Number(getComputedStyle(place).opacity))"""


def test_the_list_is_one_stop_and_an_opened_area_takes_the_focus(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?indicator=teams")
    rows = page.locator(".atlas-ranking tbody tr")
    expect(rows).to_have_count(63)
    stops = page.locator(".atlas-ranking [tabindex='0']")
    assert stops.count() == 2
    rows.first.get_by_role("button").focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1).get_by_role("button")).to_be_focused()
    assert stops.count() == 2
    page.keyboard.press("End")
    expect(rows.last.get_by_role("button")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=2024-p38$"))
    expect(page.get_by_role("heading", name="Thanh Hóa", exact=True)).to_be_focused()


@pytest.mark.slow
def test_what_is_said_of_another_date_is_pale_while_time_plays(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?indicator=dti_rank&date=2020-12-31&lang=en")
    drawn_map.wait_for_areas(page)
    assert page.evaluate(OPACITY) == [1, 1]
    page.get_by_role("button", name="Play through the dates").click()
    page.wait_for_function(f"() => ({OPACITY})().every(opacity => opacity < .3)")
    said = page.locator(".atlas-time [role=status]")
    expect(said).to_have_text(re.compile("^Playing"))
    assert page.locator("[aria-busy=true][class*='st-key-at-the-date']").count() == 2
    expect(page).to_have_url(re.compile("date=2024-12-31"))
    page.wait_for_function(f"() => ({OPACITY})().every(opacity => opacity === 1)")
    expect(said).to_have_text("Paused at 31 Dec 2024")
    assert page.locator("[aria-busy=true][class*='st-key-at-the-date']").count() == 0
    expect(page.locator("h1")).to_contain_text("2024")


@pytest.mark.parametrize("name", ["QĐ. {}", "{} islands"], ids=["vi", "en"])
def test_a_phone_names_both_archipelagos_apart(new_page: Callable[..., Page], name: str) -> None:
    page = new_page(f"/map?indicator=teams&lang={'vi' if 'QĐ' in name else 'en'}", PHONE)
    drawn_map.wait_for_areas(page)
    captions = page.locator(".atlas-insets figcaption")
    expect(captions).to_have_text([name.format("Hoàng Sa"), name.format("Trường Sa")])
    shown = page.locator(".atlas-place:not(.atlas-hidden)")
    expect(shown).to_have_text([name.format("Hoàng Sa")])
    named, inset = shown.bounding_box(), page.locator(".atlas-insets").bounding_box()
    assert named
    assert inset
    assert named["y"] + named["height"] <= inset["y"] + 1
    assert named["x"] + named["width"] <= PHONE["width"]
    for caption in captions.all():
        box = caption.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"]


def test_the_menu_shows_where_the_focus_is(new_page: Callable[..., Page]) -> None:
    page = new_page("/sources")
    link = page.get_by_role("link", name="Bản đồ").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    style = link.evaluate(
        "a => [getComputedStyle(a).outlineStyle, getComputedStyle(a).outlineWidth]"
    )
    assert style == ["solid", "3px"]
