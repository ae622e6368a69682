"""Areas marked and opened in a real browser: on the map, in the list beside it, in the legend."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE, WIDE

MARKS = ["#0072B2", "#D55E00"]
HA_NOI, THANH_HOA = 1, 38
NGU_LOC, NUA = 16090, 15718


def line(page: Page, area_id: str) -> Locator:
    """The line of an area in the list."""
    return page.locator(f".atlas-ranking tr[data-code='{area_id}']")


def expect_in_list(page: Page, marks: dict[str, str]) -> None:
    """Waits until these areas are marked in the list, each in its colour, and no other is."""
    expect(page.locator(".atlas-ranking input:checked")).to_have_count(len(marks))
    for code, colour in marks.items():
        rgb = ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        expect(line(page, code).get_by_role("checkbox")).to_have_css("accent-color", f"rgb({rgb})")


def view_of(page: Page) -> list[float]:
    """Zoom and middle of the map, once it is at rest."""
    drawn_map.colours(page)
    page.wait_for_function("() => !document.querySelector('.atlas-frame').map.isMoving()")
    seen: list[float] = page.evaluate(
        """() => {
          const map = document.querySelector('.atlas-frame').map;
          const {lng, lat} = map.getCenter();
          return [map.getZoom(), lng, lat].map(n => Math.round(n * 1000) / 1000);
        }"""
    )
    return seen


def test_with_a_key_held_a_second_area_is_marked(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=teams")
    drawn_map.click(page, THANH_HOA)
    expect(page).to_have_url(re.compile("area=2024-p38$"))
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(1)
    drawn_map.click(page, HA_NOI, holding=("Control",))
    expect(page).to_have_url(re.compile("area=2024-p38%2C2024-p01"))
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(2)
    assert drawn_map.legend(page, "mark") == ["Thanh Hóa trên 4.000 tổ ≠", "Hà Nội chưa có số liệu"]
    assert drawn_map.states(page, "mark") == dict(zip((THANH_HOA, HA_NOI), MARKS, strict=True))
    assert "Thanh Hóa" in page.get_by_role("heading", level=1).inner_text()
    drawn_map.click(page, THANH_HOA, holding=("Control",))
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(1)
    assert drawn_map.states(page, "mark") == {HA_NOI: MARKS[0]}


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_list_marks_and_opens_what_the_map_and_the_legend_mark(
    new_page: Callable[..., Page], screen: dict[str, int]
) -> None:
    page = new_page("/map?indicator=teams&lang=en", screen)
    line(page, "2024-p38").get_by_role("checkbox").check()
    expect(page.get_by_role("heading", name="Thanh Hóa", exact=True)).to_be_visible()
    line(page, "2024-p01").get_by_role("checkbox").check()
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(2)
    expect_in_list(page, dict(zip(("2024-p38", "2024-p01"), MARKS, strict=True)))
    assert drawn_map.states(page, "mark") == dict(zip((THANH_HOA, HA_NOI), MARKS, strict=True))
    names = ["Thanh Hóa over 4,000 teams ≠", "Hà Nội no data"]
    assert drawn_map.legend(page, "mark") == names
    line(page, "2024-p01").get_by_role("button", name="Hà Nội").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hà Nội: no figure")
    expect(line(page, "2024-p01").locator("[aria-current=true]")).to_have_text("Hà Nội")
    expect_in_list(page, dict(zip(("2024-p38", "2024-p01"), MARKS, strict=True)))
    line(page, "2024-p38").get_by_role("checkbox").uncheck()
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(1)
    expect_in_list(page, {"2024-p01": MARKS[0]})
    page.get_by_role("button", name="Clear all marks").click()
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(0)
    expect_in_list(page, {})


def test_the_opened_area_is_in_view_in_the_list(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=dti_rank")
    expect(line(page, "2024-p38")).to_be_visible()
    assert page.locator(".atlas-ranking").evaluate("frame => frame.scrollTop") == 0
    last = page.locator(".atlas-ranking tbody tr").last.get_attribute("data-code")
    page.goto(f"/map?indicator=dti_rank&area={last}")
    expect(page.locator(".atlas-ranking .atlas-opened")).to_be_in_viewport(ratio=0.9)


@pytest.mark.slow
def test_a_small_area_is_brought_into_view_and_a_large_one_leaves_the_map_alone(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?level=commune&in=2024-p38&indicator=teams&lang=en")
    whole = view_of(page)
    drawn_map.click(page, NUA)
    expect(page.get_by_role("heading", name="Nưa").first).to_be_visible()
    assert view_of(page) == whole
    line(page, "2024-c16090").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Ngư Lộc").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('.atlas-frame').map.getZoom() > 12")
    zoomed = view_of(page)
    box = page.locator(".atlas-frame").bounding_box()
    point = drawn_map.point_of(page, NGU_LOC)
    assert box is not None
    assert abs(point.x - (box["x"] + box["width"] / 2)) < 40
    assert abs(point.y - (box["y"] + box["height"] / 2)) < 40
    page.get_by_role("button", name="Clear all marks").click()
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(0)
    assert view_of(page) == zoomed
    page.get_by_role("button", name="Show the whole map").click()
    page.wait_for_function("() => document.querySelector('.atlas-frame').map.getZoom() < 9")
