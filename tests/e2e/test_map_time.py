"""The map's time bar in a real browser: repainted at once, played, told to the page at rest."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from benchmarks.changes import WATCH_FOR_REPAINT
from benchmarks.traffic import Received, received_by, settle
from tests.e2e import drawn_map
from tests.e2e.expected import NO_DATA, ranks_up_to

REST_MS = 350  # after which the page follows the time bar


def opened(new_page: Callable[..., Page], path: str) -> tuple[Page, Received]:
    """A page that has come to rest, and what it receives."""
    page = new_page("/sources")
    expect(page.get_by_role("heading").first).to_be_visible()
    received = received_by(page)
    page.goto(path)
    settle(page, received, 0)
    return page, received


def test_the_time_bar_repaints_at_once_and_the_page_follows(new_page: Callable[..., Page]) -> None:
    page, received = opened(new_page, "/map?date=2024-12-31")
    slider = page.get_by_role("slider", name="Số liệu mới nhất tính đến")
    expect(slider).to_have_attribute("aria-valuetext", "31/12/2024")
    seen, finished = len(received.messages), received.finished
    page.evaluate(WATCH_FOR_REPAINT)
    slider.press("Home")
    assert page.evaluate("() => window.repainted") < REST_MS
    assert len(received.messages) == seen
    expect(slider).to_have_attribute("aria-valuetext", "31/12/2020")
    drawn_map.wait_for_colours(page, ranks_up_to(2020))
    expect(page).to_have_url(re.compile("date=2020-12-31"))
    settle(page, received, finished)
    assert sum(colour != NO_DATA for colour in drawn_map.colours(page).values()) == len(
        ranks_up_to(2020)
    )
    expect(page.locator(".atlas-ranking tr:not(.atlas-silent)")).to_have_count(
        1 + len(ranks_up_to(2020))
    )
    page.go_back()
    expect(slider).to_have_attribute("aria-valuetext", "31/12/2024")
    drawn_map.wait_for_colours(page, ranks_up_to(2024))


@pytest.mark.slow
def test_a_step_taken_while_the_page_follows_is_not_lost(new_page: Callable[..., Page]) -> None:
    page, _ = opened(new_page, "/map?date=2024-12-31")
    slider = page.locator(".atlas-time input")
    for later in (20, 120, 240):
        page.evaluate(
            """wait => {
              const slider = document.querySelector('.atlas-time input');
              const back = () => {
                slider.stepDown();
                slider.dispatchEvent(new Event('input', {bubbles: true}));
              };
              back();
              setTimeout(back, wait);
            }""",
            REST_MS + later,  # the page was told of the first step, and has perhaps not answered
        )
        expect(page).to_have_url(re.compile("date=2022-12-31"))
        page.wait_for_timeout(2 * REST_MS)
        expect(slider).to_have_attribute("aria-valuetext", "31/12/2022")
        drawn_map.wait_for_colours(page, ranks_up_to(2022))
        slider.press("End")
        expect(page).to_have_url(re.compile("date=2024-12-31"))


def test_play_runs_through_the_dates_and_sends_nothing(new_page: Callable[..., Page]) -> None:
    page, received = opened(new_page, "/map?date=2020-12-31&lang=en")
    page.evaluate(
        """() => {
          const root = document.querySelector('.atlas-map');
          const map = root.querySelector('.atlas-frame').map;
          window.played = {};
          new MutationObserver(() => {
            const step = root.dataset.step;
            map.once('idle', () => {
              const drawn = map.queryRenderedFeatures({layers: ['areas']});
              window.played[step] = drawn.map(f => [f.id, f.state.colour]);
            });
          }).observe(root, {attributeFilter: ['data-step']});
        }"""
    )
    seen, finished = len(received.messages), received.finished
    page.get_by_role("button", name="Play through the dates").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(".atlas-map")).to_have_attribute("data-step", "2024-12-31")
    assert len(received.messages) == seen
    expect(page).to_have_url(re.compile("date=2024-12-31"))
    settle(page, received, finished)
    expect(page.get_by_role("button", name="Play through the dates")).to_be_visible()
    played = page.evaluate("() => window.played")
    for year in range(2021, 2025):
        colours = {code: colour for code, colour in played[f"{year}-12-31"] if colour != NO_DATA}
        assert colours == ranks_up_to(year), year


def test_another_indicator_ends_the_play(new_page: Callable[..., Page]) -> None:
    """DTI rank and score have the same dates, which alone do not tell one from the other."""
    page = new_page("/sources")
    # So slow that it would still be playing whenever the page has followed.
    page.add_init_script(
        "const timer = window.setInterval;"
        "window.setInterval = (act, pace) => timer(act, pace === 900 ? 20000 : pace);"
    )
    page.goto("/map?indicator=dti_rank&date=2020-12-31&lang=en")
    drawn_map.wait_for_colours(page, ranks_up_to(2020))
    page.get_by_role("button", name="Play through the dates").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.get_by_role("combobox", name="Indicator").fill("Digital transformation score")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("indicator=dti_score"))
    expect(page.get_by_role("button", name="Play through the dates")).to_be_visible(timeout=9000)
