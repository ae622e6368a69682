"""A meeting: overview → search → map → the five → trends → back; by links, and by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from pages.parts.view import FIVE_AREAS
from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE, WIDE

TRAN_DE = 951
WORDS = {
    "vi": {
        "compare": "So sánh",
        "trends": "Xu hướng",
        "five": "Năm địa bàn",
        "opened": "Trần Đề: 57 tổ (1/12/2022)",
        "silent": "chưa có số liệu",
    },
    "en": {
        "compare": "Compare",
        "trends": "Trends",
        "five": "Five areas",
        "opened": "Trần Đề: 57 teams (1 Dec 2022)",
        "silent": "no figure",
    },
}
MOBILE = {"has_touch": True, "is_mobile": True}


def search(page: Page) -> None:
    """Finds Trần Đề by typing, and goes there."""
    field = page.locator(".st-key-head").get_by_role("combobox")
    field.click()
    field.press_sequentially("tran de")
    expect(page.locator(".st-key-head").get_by_role("option").first).to_contain_text("Trần Đề")
    field.press("Enter")


def follow(page: Page, name: str) -> None:
    """Goes to another page by the links at the top."""
    page.locator(".st-key-head").get_by_role("link", name=name, exact=True).click()


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def at(page: Page, path: str, **params: str) -> None:
    """Waits until the address is this page with these parameters."""
    wanted = {name: [value] for name, value in params.items()}
    page.wait_for_url(
        lambda url: (
            urlsplit(url).path == path and wanted.items() <= parse_qs(urlsplit(url).query).items()
        ),
        timeout=30_000,
    )


def open_sidebar(page: Page) -> None:
    """On a phone the choices are behind a button."""
    if page.viewport_size and page.viewport_size["width"] < WIDE["width"]:
        page.get_by_test_id("stExpandSidebarButton").click()


@pytest.mark.parametrize(
    ("language", "screen"),
    [
        ("vi", WIDE),
        pytest.param("en", WIDE, marks=pytest.mark.slow),
        pytest.param("vi", PHONE, marks=pytest.mark.slow),
    ],
    ids=["vi", "en", "phone"],
)
def test_a_meeting(new_page: Callable[..., Page], language: str, screen: dict[str, int]) -> None:
    words = WORDS[language]
    options = MOBILE if screen == PHONE else {}
    page = new_page(f"/?lang={language}", screen, **options)
    expect(page.get_by_role("heading", level=1)).to_contain_text("74")
    seen = {page.url: title(page)}

    search(page)
    at(page, "/map", area="2024-d951", level="district", **{"in": "2024-p94"})
    expect(page.get_by_role("heading", name=words["opened"])).to_be_visible()
    drawn = drawn_map.colours(page)
    assert len(drawn) == 11
    assert len({colour for code, colour in drawn.items() if code != TRAN_DE}) == 1
    assert drawn[TRAN_DE] not in {colour for code, colour in drawn.items() if code != TRAN_DE}
    seen[page.url] = title(page)

    follow(page, words["compare"])
    at(page, "/compare", area="2024-d951")
    open_sidebar(page)
    page.get_by_role("button", name=re.compile(words["five"])).click()
    at(page, "/compare", area=",".join(FIVE_AREAS))
    for name in ("Phú Bình", "Cà Mau", "Thái Bình", "Thanh Hóa", "Trần Đề"):
        expect(page.get_by_test_id("stMain").get_by_text(name).first).to_be_attached()
    expect(page.get_by_text(words["silent"]).first).to_be_visible()
    if screen == PHONE:
        page.keyboard.press("Escape")
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    seen[page.url] = title(page)

    follow(page, words["trends"])
    at(page, "/trends", area=",".join(FIVE_AREAS))
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    seen[page.url] = title(page)

    page.go_back()
    at(page, "/compare", area=",".join(FIVE_AREAS))
    expect(page.get_by_role("heading", level=1)).to_have_text(seen[page.url])

    elsewhere = new_page("/api/health", screen, fresh=True, **options)
    for link, heading in seen.items():
        elsewhere.goto(link)
        expect(elsewhere.get_by_role("heading", level=1)).to_have_text(heading)
        if urlsplit(link).path == "/map":
            assert drawn_map.colours(elsewhere) == drawn


def press_to(page: Page, what: str, key: str) -> None:
    """Presses Tab, or Shift+Tab, until the focus is on what the selector or the words name."""
    is_there = """what => { const now = document.activeElement;
        return what.includes('[') ? now.matches(what)
            : now.tagName === 'BUTTON' && now.innerText.includes(what); }"""
    for _ in range(80):
        if page.evaluate(is_there, what):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{what} is not reached by {key}")


def test_a_meeting_by_keyboard_alone(new_page: Callable[..., Page]) -> None:
    page = new_page("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("74")
    expect(page.locator(".st-key-head").get_by_role("combobox")).to_be_visible()
    press_to(page, ".st-key-head [role=combobox]", "Tab")
    page.keyboard.type("tran de")
    expect(page.locator(".st-key-head").get_by_role("option").first).to_contain_text("Trần Đề")
    page.keyboard.press("Enter")
    at(page, "/map", area="2024-d951")
    expect(page.get_by_role("heading", name=WORDS["vi"]["opened"])).to_be_visible()
    press_to(page, '.st-key-head a[href^="compare"]', "Shift+Tab")
    page.keyboard.press("Enter")
    at(page, "/compare", area="2024-d951")
    expect(page.get_by_role("button", name=re.compile("Năm địa bàn"))).to_be_visible()
    press_to(page, "Năm địa bàn", "Shift+Tab")
    page.keyboard.press("Enter")
    at(page, "/compare", area=",".join(FIVE_AREAS))
    press_to(page, '.st-key-head a[href^="trends"]', "Tab")
    page.keyboard.press("Enter")
    at(page, "/trends", area=",".join(FIVE_AREAS))
    page.go_back()  # what Alt+Left does, a key of the browser itself
    at(page, "/compare", area=",".join(FIVE_AREAS))
