"""Finding an area as people do: by keyboard alone, by touch, and when the list fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.watcher import Watcher

RECENT = "JSON.parse(localStorage.getItem('atlas-recent-areas'))"
WORDS = {
    "vi": {
        "first": "huyện Trần Đề · Sóc Trăng · đến 30/6/2025 · nay là 5 xã, phường của Cần Thơ",
        "second": "xã Trần Đề · Cần Thơ · từ 1/7/2025",
        "unknown": "Không có nơi nào tên “zzzz”",
        "more": "nơi nữa. Gõ thêm tên huyện",
        "recent": "Đã chọn gần đây",
        "found": "Tìm thấy 3 nơi",
    },
    "en": {
        "first": "huyện Trần Đề · district · Sóc Trăng · until 30 Jun 2025"
        " · now 5 communes in Cần Thơ",
        "second": "xã Trần Đề · commune · Cần Thơ · since 1 Jul 2025",
        "unknown": "Nothing is called “zzzz”",
        "more": "more. Add the district",
        "recent": "Chosen before",
        "found": "3 areas found",
    },
}


def field(page: Page) -> Locator:
    found = page.locator(".atlas-search").get_by_role("combobox")
    found.wait_for()  # the first page of a new app takes longer than `expect` waits
    return found


def options(page: Page) -> Locator:
    return page.locator(".atlas-search").get_by_role("option")


def active(page: Page) -> Locator:
    """The option that the field says is the current one; it must also look so."""
    expect(field(page)).to_have_attribute("aria-activedescendant", re.compile("."))
    named = field(page).get_attribute("aria-activedescendant")
    option = page.locator(f"[id='{named}']")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator(".atlas-search [aria-selected=true]")).to_have_count(1)
    return option


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.slow)])
def test_by_keyboard_alone(new_page: Callable[..., Page], language: str) -> None:
    words = WORDS[language]
    page = new_page("/?lang=en" if language == "en" else "/")
    search = field(page)
    expect(search).to_have_attribute("aria-expanded", "false")
    for _ in range(40):  # reached by Tab, as everything
        if search.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(search).to_be_focused()

    # Nothing was chosen before: nothing is offered. An unknown name says what to try.
    expect(options(page)).to_have_count(0)
    page.keyboard.type("zzzz")
    expect(page.locator(".atlas-search-note").filter(has_text=words["unknown"])).to_be_visible()
    expect(search).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.locator(".atlas-search-popup")).to_be_hidden()
    expect(search).to_have_value("zzzz")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")

    # Arrows go round, Home and End go to the ends.
    page.keyboard.type("tran de")
    expect(options(page)).to_have_count(3)
    expect(search).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".atlas-search [role=status]")).to_have_text(words["found"])
    expect(active(page)).to_have_text(words["first"])
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_have_text(words["second"])
    page.keyboard.press("End")
    expect(active(page)).to_have_text(options(page).nth(2).inner_text())
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_have_text(words["first"])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    expect(active(page)).to_have_text(words["first"])

    # Enter opens it on the map, and the field is ready for the next.
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/map\?.*area=2024-d951"))
    expect(search).to_have_value("")
    assert page.evaluate(RECENT) == ["2024-d951"]

    # What was chosen is offered again, the latest first.
    search.focus()
    page.keyboard.type("ca mau")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/map\?.*area=2025-p96"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text(words["recent"], exact=True)).to_be_visible()
    expect(options(page)).to_have_count(2)
    expect(options(page).nth(1)).to_have_text(words["first"])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"area=2024-d951"))
    assert page.evaluate(RECENT) == ["2024-d951", "2025-p96"]

    # Only a few are shown, and how many more there are.
    page.keyboard.type("tan")
    expect(options(page)).to_have_count(12)
    expect(page.locator(".atlas-search-note").filter(has_text=words["more"])).to_be_visible()


def test_by_touch(phone: Page) -> None:
    search = field(phone)
    search.tap()
    search.press_sequentially("phu binh")
    expect(options(phone).first).to_be_visible()
    boxes = [one.bounding_box() for one in [search, *options(phone).all()]]
    assert all(box and box["height"] >= 40 for box in boxes)
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    options(phone).first.tap()
    expect(phone).to_have_url(re.compile(r"/map\?.*area=2024-d173"))


@pytest.mark.slow
def test_a_list_that_does_not_come_is_asked_for_again(
    new_page: Callable[..., Page], watcher: Watcher
) -> None:
    watcher.allow(r"/api/areas/")
    page = new_page("/api/health", fresh=True)
    page.route("**/api/areas/*", lambda route: route.fulfill(status=500))
    page.goto("/sources?lang=en")
    field(page).press_sequentially("tran de")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(options(page)).to_have_count(0)
    page.unroute("**/api/areas/*")
    page.keyboard.press("Tab")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(active(page)).to_have_text(WORDS["en"]["first"])
    expect(field(page)).to_be_focused()


def test_what_is_remembered_is_ids_of_areas_whatever_was_there(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/sources?lang=en")
    search = field(page)
    for kept in ("nonsense", '{"a": 1}', '["2024-p99", "<b>", 7, null]'):
        page.evaluate("kept => localStorage.setItem('atlas-recent-areas', kept)", kept)
        search.fill("thai binh")
        expect(options(page).first).to_have_text(
            "tỉnh Thái Bình · province · until 30 Jun 2025 · now in tỉnh Hưng Yên"
        )
        search.press("Escape")
        search.press("Escape")
        search.press("ArrowDown")
        expect(options(page)).to_have_count(0)
    six = ["2024-p34", "2025-p38", "2024-d173", "2024-d951", "2025-c21484", "vn"]
    page.evaluate("kept => localStorage.setItem('atlas-recent-areas', kept)", json.dumps(six))
    search.fill("ca mau")
    search.press("Enter")
    expect(page).to_have_url(re.compile("area=2025-p96"))
    assert page.evaluate(RECENT) == ["2025-p96", *six[:5]]


def test_an_area_that_only_the_browser_knows_is_not_opened(
    new_page: Callable[..., Page],
) -> None:
    group = {"vintage": "2024", "level": "province", "start": "2024-p", "within": "vn"}
    rows = {"ids": ["99", "34"], "parents": ["", ""], "names": ["Sai", "Đúng"], "kinds": [0, 0]}
    invented = {"types": ["tỉnh"], "groups": [{**group, **rows}], "others": []}
    page = new_page("/api/health")
    page.route("**/api/areas/*", lambda route: route.fulfill(json=invented))
    page.goto("/sources")
    for name in ("sai", "dung"):
        field(page).fill(name)
        expect(options(page)).to_have_count(1)
        field(page).press("Enter")
        expect(field(page)).to_have_value("")
    expect(page).to_have_url(re.compile("area=2024-p34"))
    assert "p99" not in page.url
