"""All communes of the nation, and two dates side by side, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE
from tests.e2e.expected import ranks_up_to

BA_DINH = 4  # phường Ba Đình, Hà Nội, since 2025
FEATURES = """() => document.querySelector('.atlas-frame').map
  .querySourceFeatures('areas').reduce((codes, {id}) => codes.add(id), new Set()).size"""
VIEWS = """() => [...document.querySelectorAll('.atlas-frame')].map(({map}) =>
  [...map.getCenter().toArray(), map.getZoom()].map(n => n.toFixed(4)).join())"""


def test_every_new_commune_at_once_and_the_way_to_a_small_one(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?vintage=2025&indicator=teams&lang=en")
    page.get_by_text("3,321 communes", exact=True).click()
    expect(page).to_have_url(re.compile("level=commune"))
    expect(page.locator(".atlas-frame[data-painted*=commune]")).to_be_visible()
    drawn_map.wait_for_areas(page)
    # Some sixty wards are less than a pixel until one zooms in.
    assert 3_321 - 100 < page.evaluate(FEATURES) <= 3_321
    expect(page.locator(".atlas-insets figcaption")).to_have_count(2)
    assert page.locator(".atlas-name").count() == 0
    page.get_by_label("Zoom to a province").select_option("Hà Nội")
    expect(page.locator(".atlas-name").first).to_be_visible()
    # A small ward is seen, named with its province and opened; a second one is marked besides.
    assert drawn_map.hover_text(page, BA_DINH).splitlines() == ["Ba Đình, Hà Nội", "no data"]
    drawn_map.click(page, BA_DINH)
    expect(page).to_have_url(re.compile("area=2025-c00004"))
    other = next(code for code in sorted(drawn_map.colours(page)) if code > BA_DINH)
    drawn_map.click(page, other, holding=["Control"])
    expect(page).to_have_url(re.compile(f"area=2025-c00004,2025-c{other:05d}|2025-c00004%2C"))
    expect(page.locator(".atlas-legend [data-kind=mark]")).to_have_count(2)
    assert drawn_map.legend(page, "mark")[0] == "Ba Đình, Hà Nội no data"


def test_two_dates_move_together_with_one_scale(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?date=2022-12-31&with=2020-12-31&lang=en")
    expect(page.locator(".atlas-frame[data-painted]")).to_have_count(2)
    for frame, year in ((0, 2020), (1, 2022)):
        colours = page.evaluate(
            """place => {
              const {map} = document.querySelectorAll('.atlas-frame')[place];
              return map.queryRenderedFeatures({layers: ['areas']})
                .map(f => [f.id, f.state.colour]);
            }""",
            frame,
        )
        assert ranks_up_to(year).items() <= dict(colours).items()
    page.evaluate("() => document.querySelector('.atlas-frame').map.jumpTo({zoom: 7.5})")
    left, right = page.evaluate(VIEWS)
    assert left == right
    assert left.endswith("7.5000")
    boxes = [frame.bounding_box() for frame in page.locator(".atlas-frame").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]


def test_on_a_phone_one_date_is_below_the_other(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?date=2022-12-31&with=2020-12-31&lang=en", PHONE)
    expect(page.locator(".atlas-frame[data-painted]")).to_have_count(2)
    boxes = [frame.bounding_box() for frame in page.locator(".atlas-frame").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]
