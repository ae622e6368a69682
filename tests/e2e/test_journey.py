"""The main journey, in both languages: map → date → Thanh Hóa → trends → CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE
from tests.e2e.expected import NO_DATA, province_codes, published, ranks_up_to
from tests.e2e.opening import settled

WORDS = {
    "vi": {
        "leads": "Đà Nẵng dẫn đầu: hạng 1 (2022)",
        "coverage": "63 trên 63 tỉnh, thành có số liệu",
        "teams": "Số tổ công nghệ số cộng đồng (",
        "opened": "Thanh Hóa: trên 4.000 tổ ≠ (6/2025)",
        "trends": "Xu hướng",
        "disagree": "4.351 tổ (8/5/2025) ≠ 2.349 tổ (5/2025)",
        "csv": "CSV đúng như đang xem",
        "islands": "QĐ. Hoàng Sa",
        "approximate": "Ranh giới xấp xỉ",
    },
    "en": {
        "leads": "Đà Nẵng leads: rank 1 (2022)",
        "coverage": "63 of 63 provinces have figures",
        "teams": "Community digital technology teams (",
        "opened": "Thanh Hóa: over 4,000 teams ≠ (6/2025)",
        "trends": "Trends",
        "disagree": "4,351 teams (8 May 2025) ≠ 2,349 teams (5/2025)",
        "csv": "CSV of what is seen",
        "islands": "Hoàng Sa islands",
        "approximate": "Approximate boundaries",
    },
}


def choose_indicator(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first.locator("input").click()
    page.get_by_role("option").filter(has_text=name).first.click()


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.slow)])
def test_map_date_area_trends_csv(
    new_page: Callable[..., Page], language: str, tmp_path: Path
) -> None:
    words = WORDS[language]
    page = new_page(f"/map?lang={language}" if language == "en" else "/map")

    # The map arrives on what covers most, and says so.
    expect(page.get_by_role("heading", name=words["leads"])).to_be_visible()
    expect(page.get_by_text(words["coverage"])).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == language
    expected = ranks_up_to(2022)
    assert len(expected) == 63
    drawn_map.wait_for_colours(page, expected)
    legend = page.locator(".atlas-legend")
    expect(legend).to_contain_text("1 – 10 (10)")
    expect(legend).to_contain_text("(0)")
    assert words["approximate"] in page.locator(".atlas-note").inner_text()
    expect(page.locator(".atlas-place").filter(has_text=words["islands"])).to_be_visible()

    # Another indicator: ten provinces have figures, the rest are drawn as "no data".
    choose_indicator(page, words["teams"])
    expect(page.get_by_text(re.compile("^10/63$"))).to_be_visible()
    known = {province_codes()[row["area"]] for row in published("teams", "2025-06")}
    colours = drawn_map.colours(page)
    assert len(known) == 10
    assert {code for code, colour in colours.items() if colour != NO_DATA} == known
    assert len(colours) == 63

    # An earlier date, by keyboard: fewer provinces have figures.
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    earliest = {province_codes()[row["area"]] for row in published("teams", "2022-05")}
    assert len(earliest) == 1
    drawn_map.wait_for_colours(
        page, {code: NO_DATA for code in province_codes().values() if code not in earliest}
    )
    expect(page).to_have_url(re.compile("date=2022-05-31"))
    settled(page)
    slider.press("End")
    expect(page).not_to_have_url(re.compile("date=2022-05-31"))  # the page has followed
    expect(page.get_by_text(re.compile("^10/63$"))).to_be_visible()
    drawn_map.wait_for_colours(page, colours)

    # A click on Thanh Hóa opens it beside the map.
    name, value, day = drawn_map.hover_text(page, 38).splitlines()[:3]
    assert [name, value, day.split(" · ")[0]] == [  # behind the date its age, which grows
        "Thanh Hóa",
        *words["opened"].split(": ")[1].rstrip(")").split(" ("),
    ]
    drawn_map.click(page, 38)
    expect(page).to_have_url(re.compile("area=2024-p38"))
    expect(page.get_by_role("heading", name=words["opened"])).to_be_visible()
    expect(page.get_by_role("heading", name="Thanh Hóa", exact=True)).to_be_visible()
    expect(page.get_by_role("table").get_by_role("link").first).to_be_visible()

    # The trends keep indicator and area; sources that disagree are both there.
    page.get_by_role("link", name=words["trends"], exact=True).click()
    expect(page).to_have_url(re.compile("/trends.*indicator=teams.*area=2024-p38"))
    expect(page.get_by_text(words["disagree"])).to_be_visible()
    markers = page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?._fullData?.filter("
        "t => t.mode === 'markers+text').flatMap(t => [...t.y])"
    ).json_value()
    assert sorted(markers) == [2349, 4000, 4351, 4351]

    # The CSV is what is seen.
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(words["csv"])).click()
    assert download.value.suggested_filename == "atlas_teams_trend_2024-p38_2025-06-30.csv"
    saved = tmp_path / "trend.csv"
    download.value.save_as(saved)
    raw = saved.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    expected_rows = [row for row in published("teams", "2025-12") if row["area"] == "Thanh Hóa"]
    assert sorted((r["value"], r["qualifier"], r["source"], r["URL"]) for r in rows) == sorted(
        (r["value"], r["qualifier"], r["source_title"], r["source_url"]) for r in expected_rows
    )
    assert {row["area_id"] for row in rows} == {"2024-p38"}


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.slow)])
def test_phone_shows_the_map_first_and_never_scrolls_sideways(
    new_page: Callable[..., Page], language: str
) -> None:
    page = new_page(f"/map?lang={language}", viewport=PHONE, has_touch=True, is_mobile=True)
    drawn = drawn_map.colours(page)
    assert len(drawn) == 63
    # Without the sentence by which a first start says, once, that it built the warehouse.
    page.wait_for_function(
        """() => {
          const height = query => document.querySelector(query)?.getBoundingClientRect().height;
          const top = document.querySelector('.atlas-frame').getBoundingClientRect().y;
          const above = top - (height('[data-testid=stAlert]') ?? 0);
          return above < 330 && above + height('.atlas-frame') < innerHeight;
        }"""
    )
    for path in ("/map", "/map?level=commune&in=2024-p38", "/trends", "/sources"):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        expect(page.get_by_role("heading").first).to_be_visible()
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= PHONE["width"], path


def test_a_link_opened_cold_shows_the_same_view(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?vintage=2025&indicator=teams&date=2025-12-25&area=2025-p48&lang=en")
    expect(page.get_by_role("heading", name="Đà Nẵng: 3,766 teams (25 Dec 2025)")).to_be_visible()
    assert len(drawn_map.colours(page)) == 34


def test_unknown_codes_in_a_link_are_said(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?area=2024-p99&indicator=nothing&lang=de&vintage=1999")
    for found in ("2024-p99", "nothing", "de", "1999"):
        expect(page.get_by_role("alert").filter(has_text=found).first).to_be_visible()
    assert len(drawn_map.colours(page)) == 63
