"""The main journey, in both languages: map → date → Thanh Hóa → trends → CSV."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.map_bytes import Received, settle
from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE

ROOT = Path(__file__).parents[2]
NO_DATA = "#dfe3e6"
# ColorBrewer YlGnBu with 7 and with 4 classes, from its own tables.
SEVEN = ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"]
WORDS = {
    "vi": {
        "leads": "Đà Nẵng dẫn đầu: hạng 1 (2022)",
        "coverage": "63 trên 63 tỉnh, thành có số liệu",
        "teams": "Số tổ công nghệ số cộng đồng (",
        "opened": "Thanh Hóa: trên 4.000 tổ (6/2025)",
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
        "opened": "Thanh Hóa: over 4,000 teams (6/2025)",
        "trends": "Trends",
        "disagree": "4,351 teams (8 May 2025) ≠ 2,349 teams (5/2025)",
        "csv": "CSV of what is seen",
        "islands": "Hoàng Sa islands",
        "approximate": "Approximate boundaries",
    },
}


def province_codes() -> dict[str, int]:
    """The code of each province of the 2024 tree by the names that the figures use."""
    with gzip.open(ROOT / "geo/registry/areas.csv.gz", "rt", encoding="utf-8") as lines:
        codes = {
            row["short_name"]: int(row["code"])
            for row in csv.DictReader(lines)
            if row["area_id"].startswith("2024-p")
        }
    return {**codes, "TP. Hồ Chí Minh": codes["Hồ Chí Minh"], "Thừa Thiên Huế": codes["Huế"]}


def published(indicator: str, until: str) -> list[dict[str, str]]:
    """Results of provinces up to a month, straight from the file; a year means its December."""
    with (ROOT / "data/published/published_figures.csv").open(encoding="utf-8-sig") as lines:
        return [
            row
            for row in csv.DictReader(lines)
            if (row["indicator"], row["level"], row["measure"]) == (indicator, "province", "result")
            and row["as_of"]
            and (row["as_of"] + "-12")[:7] <= until
        ]


def ranks_of_2022() -> dict[int, str]:
    """The colour of each province by its rank of 2022, the best the darkest."""
    codes = province_codes()
    return {
        codes[row["area"]]: SEVEN[::-1][(int(row["value"]) - 1) // 10]
        for row in published("dti_rank", "2022-12")
        if row["as_of"] == "2022"
    }


def choose_indicator(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").locator("input").click()
    page.get_by_role("option").filter(has_text=name).first.click()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_map_date_area_trends_csv(
    new_page: Callable[..., Page], language: str, tmp_path: Path
) -> None:
    words = WORDS[language]
    page = new_page(f"/?lang={language}" if language == "en" else "/")

    # The map arrives on what covers most, and says so.
    expect(page.get_by_role("heading", name=words["leads"])).to_be_visible()
    expect(page.get_by_text(words["coverage"])).to_be_visible()
    assert page.url.split("?")[0].endswith("/map")
    assert page.evaluate("document.documentElement.lang") == language
    expected = ranks_of_2022()
    assert len(expected) == 63
    drawn_map.wait_for_colours(page, expected)
    legend = page.get_by_role("list").filter(has_text="(10)")
    expect(legend).to_contain_text("1 – 10 (10)")
    expect(legend).to_contain_text("(0)")
    assert words["approximate"] in page.locator(".js-plotly-plot").inner_text()
    labels = page.evaluate(
        "document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.map"
        ".queryRenderedFeatures({layers: ['archipelagos']}).map(f => f.properties.name)"
    )
    assert words["islands"] in labels

    # Another indicator: ten provinces have figures, the rest are drawn as "no data".
    choose_indicator(page, words["teams"])
    expect(page.get_by_text(re.compile("^10/63$"))).to_be_visible()
    known = {province_codes()[row["area"]] for row in published("teams", "2025-06")}
    colours = drawn_map.colours(page)
    assert len(known) == 10
    assert {code for code, colour in colours.items() if colour != drawn_map.rgb(NO_DATA)} == known
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
    slider.press("End")
    expect(page.get_by_text(re.compile("^10/63$"))).to_be_visible()

    # A click on Thanh Hóa opens it beside the map.
    hovered = drawn_map.hover_text(page, 38)
    assert "Tỉnh Thanh Hóa" in hovered
    assert words["opened"].split(": ")[1].split(" (")[0] in hovered
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
    assert download.value.suggested_filename == "atlas_teams_trend.csv"
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


def test_map_is_light(new_page: Callable[..., Page]) -> None:
    page = new_page("/sources")
    received, fetched = Received(), []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", received.frame)
    session.on(
        "Network.responseReceived",
        lambda event: (
            fetched.append(event["response"])
            if "/api/layers/" in event["response"]["url"]
            else None
        ),
    )
    page.goto("/map")
    settle(page, received, 0)

    def sent_by(change: Callable[[], None]) -> tuple[int, int]:
        seen, finished = len(received.messages), received.finished
        change()
        settle(page, received, finished)
        new = received.messages[seen:]
        return sum(size for kind, size, _ in new if kind == "map"), sum(s for _, s, _ in new)

    changes = {
        "indicator": lambda: choose_indicator(page, "Số tổ công nghệ số cộng đồng ("),
        "date": lambda: page.get_by_role("slider").press("ArrowLeft"),
    }
    for name, change in changes.items():
        of_map, of_page = sent_by(change)
        assert 0 < of_map <= 20_000, name
        assert of_page <= 60_000, name
    from_network = [
        r for r in fetched if not r.get("fromDiskCache") and not r.get("fromServiceWorker")
    ]
    assert len(from_network) == 1, [r["url"] for r in from_network]
    assert len(fetched[0]["url"].rsplit("-", 1)[1]) >= len("0123456789ab.geojson")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_phone_shows_the_map_first_and_never_scrolls_sideways(
    new_page: Callable[..., Page], language: str
) -> None:
    page = new_page(f"/map?lang={language}", viewport=PHONE, has_touch=True, is_mobile=True)
    drawn = drawn_map.colours(page)
    assert len(drawn) == 63
    box = page.locator(".js-plotly-plot").bounding_box()
    assert box is not None
    assert box["y"] < 300
    assert box["y"] + box["height"] < PHONE["height"] + 60
    for path in ("/map", "/trends", "/sources"):
        page.goto(f"{path}?lang={language}")
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
