"""What axe-core finds on each page: nothing serious, wide and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.opening import settled

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FIVE = "2024-d173,2024-p96,2024-p34,2024-p38,2024-d951"
PAGES = {
    "overview": "/",
    "map": "/map",
    "opened": "/map?indicator=teams&area=2024-p38,2024-p34",
    "levels": "/map?vintage=2025&level=commune&indicator=teams",
    "dates": "/map?date=2022-12-31&with=2020-12-31",
    "compare": f"/compare?area={FIVE}",
    "trends": f"/trends?area={FIVE}",
    "imports": "/imports?area=2025-c14758",
    "report": "/imports?by=form&area=2025-c14758",
    "boundaries": "/boundaries",
    "downloads": "/downloads?indicator=teams&area=2024-p38,2024-p34",
    "sources": "/sources",
    "dictionary": "/dictionary",
}
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .flatMap(found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 160)}`))"""
# Streamlit's own, out of our reach.
KNOWN: tuple[str, ...] = ()


SCREENS = {"wide-light": (WIDE, "light"), "phone-dark": (PHONE, "dark")}
# By default each page in one of the two ways, by turns.
WAYS = [
    pytest.param(name, *SCREENS[way], id=f"{way}-{name}", marks=[pytest.mark.slow] * (turn % 2))
    for place, name in enumerate(PAGES)
    for turn, way in enumerate(SCREENS, start=place)
]


@pytest.mark.parametrize(("name", "screen", "scheme"), WAYS)
def test_nothing_serious(
    new_page: Callable[..., Page], name: str, screen: dict[str, int], scheme: str
) -> None:
    page = new_page(PAGES[name], screen, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    if name in {"map", "opened", "levels", "dates"}:
        drawn_map.colours(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page once it has come to rest.

    A page may run again by itself, as when it learns the window's size; what is of the run before
    is then pale for a moment. So what is found must be found twice.
    """
    page.evaluate(AXE)
    found: list[str] = []
    for _ in range(2):
        settled(page)
        found = [line for line in page.evaluate(SERIOUS) if not line.startswith(KNOWN)]
        if not found:
            break
        page.wait_for_timeout(1000)
    return found
