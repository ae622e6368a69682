"""The map in a real browser: colours, marks, levels, bubbles, archipelagos, picture, link."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from benchmarks.traffic import received_by, settle, sums
from tests.e2e import drawn_map
from tests.e2e.expected import NO_DATA, province_codes, published, ranks_up_to, units
from tests.e2e.opening import settled

MARK = "#0072B2"
HA_NOI, THANH_HOA, DA_NANG, KHANH_HOA = 1, 38, 48, 56


def test_what_is_on_the_screen_is_what_the_legend_says(new_page: Callable[..., Page]) -> None:
    page = new_page("/map")
    drawn_map.wait_for_colours(page, ranks_up_to(2022))
    for code in (HA_NOI, THANH_HOA, DA_NANG):
        assert drawn_map.pixel(page, code) == ranks_up_to(2022)[code]
    assert drawn_map.legend(page, "class") == [
        *(f"{n} – {n + 9} (10)" for n in range(1, 61, 10)),
        "từ 61 trở lên (3)",
        "chưa có số liệu (0)",
    ]
    hovered = drawn_map.hover_text(page, THANH_HOA).splitlines()
    (row,) = [
        row
        for row in published("dti_rank", "2022-12")
        if (row["area"], row["as_of"]) == ("Thanh Hóa", "2022")
    ]
    assert hovered == ["Thanh Hóa", f"hạng {row['value']}", "2022", row["source_title"]]


def test_a_value_without_figure_and_an_old_one_say_so_on_hovering(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?indicator=teams&lang=en")
    assert drawn_map.hover_text(page, HA_NOI).splitlines() == ["Hà Nội", "no data"]
    assert drawn_map.pixel(page, HA_NOI) == NO_DATA
    name, value, day, *source = drawn_map.hover_text(page, DA_NANG).splitlines()
    assert (name, value) == ("Đà Nẵng", "2,400 teams")
    assert re.fullmatch(r"8/2024 · \d+ yr\. old", day)
    assert len(source) == 1
    page.mouse.move(5, 5)
    expect(page.locator(".atlas-tip")).to_be_hidden()


def test_down_to_districts_and_communes_and_back(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?area=2024-p38&indicator=teams&lang=en")
    page.get_by_role("button", name="Districts").click()
    expect(page).to_have_url(re.compile("level=district&in=2024-p38"))
    expect(page.locator(".atlas-frame[data-painted*=district]")).to_be_visible()
    assert set(drawn_map.colours(page)) == units("district", "2024-p38")
    page.get_by_role("button", name="Communes").click()
    expect(page.locator(".atlas-frame[data-painted*=commune]")).to_be_visible()
    communes = units("commune", "2024-p38")
    assert len(communes) == 547
    # Ngư Lộc has 7 hectares by the approximate layer: less than a pixel until one zooms in.
    assert communes - set(drawn_map.colours(page)) <= {16090}
    assert set(drawn_map.colours(page)) <= communes
    around = page.evaluate(
        "() => document.querySelector('.atlas-frame').map"
        ".queryRenderedFeatures({layers: ['around']}).length"
    )
    assert around > 3
    drawn_map.click(page, 15718)
    expect(page).to_have_url(re.compile("area=2024-c15718"))
    expect(page.get_by_role("heading", name="Nưa").first).to_be_visible()
    page.get_by_role("button", name="Whole country").click()
    expect(page.locator(".atlas-frame[data-painted*=province]")).to_be_visible()
    assert len(drawn_map.colours(page)) == 63
    expect(page.get_by_role("heading", name="Thanh Hóa", exact=True)).to_be_visible()


@pytest.mark.slow
def test_the_map_is_built_once_whatever_comes_and_goes_above_it(
    new_page: Callable[..., Page],
) -> None:
    page = new_page("/map?indicator=teams&lang=en&area=2024-p38,2024-p99")
    expect(page.get_by_role("alert").filter(has_text="2024-p99").first).to_be_visible()
    drawn_map.colours(page)
    page.evaluate("() => { document.querySelector('.atlas-frame').kept = true; }")
    drawn_map.click(page, HA_NOI)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Communes").click()
    expect(page.locator(".atlas-frame[data-painted*=commune]")).to_be_visible()
    page.get_by_role("button", name="Whole country").click()
    expect(page.locator(".atlas-frame[data-painted*=province]")).to_be_visible()
    assert page.evaluate("() => document.querySelector('.atlas-frame').kept")


def test_bubbles_are_drawn_where_the_areas_are(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=teams&marks=bubbles")
    assert set(drawn_map.colours(page).values()) == {NO_DATA}
    drawn = dict(
        page.evaluate(
            """() => document.querySelector('.atlas-frame').map
              .queryRenderedFeatures({layers: ['bubbles']}).filter(f => f.state.radius)
              .map(f => [f.id, f.state.radius])"""
        )
    )
    known = {province_codes()[row["area"]] for row in published("teams", "2025-06")}
    assert set(drawn) == known
    assert max(drawn, key=lambda code: drawn[code]) == THANH_HOA
    # 2,400 to 4,000: areas of discs.
    assert (drawn[DA_NANG] / drawn[THANH_HOA]) ** 2 == pytest.approx(2400 / 4000, rel=0.01)
    assert drawn_map.legend(page, "size") == ["4.000", "1.000"]
    drawn_map.click(page, THANH_HOA)
    expect(page).to_have_url(re.compile("marks=bubbles.*|area=2024-p38"))


def test_the_archipelagos_are_in_the_inset_and_named(new_page: Callable[..., Page]) -> None:
    page = new_page("/map?indicator=teams&lang=en")
    colours = drawn_map.colours(page)
    assert colours[DA_NANG] != NO_DATA
    names = ["Hoàng Sa islands", "Trường Sa islands"]
    assert page.locator(".atlas-insets figcaption").all_inner_texts() == names
    for name, code in zip(names, (DA_NANG, KHANH_HOA), strict=True):
        paths = page.locator(f".atlas-insets svg[aria-label='{name}'] path")
        fills = {path.get_attribute("fill") for path in paths.all()}
        assert fills == {colours[code]}
        expect(page.locator(".atlas-place").filter(has_text=name)).to_be_visible()
    for name, (lon, lat) in zip(names, ((112.0, 16.5), (114.0, 10.0)), strict=True):
        there = page.evaluate(
            """at => {
              const map = document.querySelector('.atlas-frame').map;
              return map.queryRenderedFeatures(map.project(at), {layers: ['areas']}).map(f => f.id);
            }""",
            [lon, lat],
        )
        assert there == [{names[0]: DA_NANG, names[1]: KHANH_HOA}[name]]
    island = page.locator(f".atlas-insets svg[aria-label='{names[0]}'] path").first
    island.click()
    expect(island).to_have_css("stroke", "rgb(0, 114, 178)")  # marked there too
    expect(page).to_have_url(re.compile("area=2024-p48"))


def test_the_picture_is_the_map_with_its_inset(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page("/map?indicator=teams&area=2024-p38&lang=en")
    colour = drawn_map.colours(page)[DA_NANG]
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (PNG)").first.click()
    assert download.value.suggested_filename == "atlas_teams_2024_province_2025-06-30.png"
    download.value.save_as(tmp_path / "map.png")
    raw = (tmp_path / "map.png").read_bytes()
    image = Image.open(io.BytesIO(raw)).convert("RGB")
    frame = page.locator(".atlas-frame").bounding_box()
    assert frame is not None
    assert image.format is None
    assert raw.startswith(b"\x89PNG")
    assert abs(image.width - 2 * (max(frame["width"], 640) + 48)) <= 2
    assert image.height > 2 * frame["height"] + 100
    assert image.getpixel((3, 3)) == (255, 255, 255)
    # The inset's discs fill much of a corner; on the map itself they are a few pixels.
    corner = image.crop((image.width * 2 // 3, 0, image.width, image.height // 3))
    counted = {each: count for count, each in corner.getcolors(1 << 24) or []}
    assert counted.get(tuple(bytes.fromhex(colour[1:])), 0) > 4000
    whole = {each: count for count, each in image.getcolors(1 << 24) or []}
    thanh_hoa = tuple(bytes.fromhex(drawn_map.colours(page)[THANH_HOA][1:]))
    assert whole.get(thanh_hoa, 0) > 1500
    assert whole.get(tuple(bytes.fromhex(MARK[1:])), 0) > 200


@pytest.mark.slow
def test_the_copied_link_shows_the_same_view_elsewhere(new_page: Callable[..., Page]) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = new_page("/map?lang=en", permissions=allowed)
    page.locator(".atlas-time input").press("Home")
    expect(page).to_have_url(re.compile("date=2020-12-31"))
    drawn_map.wait_for_colours(page, ranks_up_to(2020))
    drawn_map.click(page, THANH_HOA)
    expect(page).to_have_url(re.compile("area=2024-p38"))
    settled(page)
    page.get_by_role("button", name="Copy the link").first.click()
    expect(page.get_by_role("status").filter(has_text="Link copied").first).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link == page.url
    elsewhere = new_page(link, fresh=True)
    title = page.get_by_role("heading", level=1).inner_text()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text(title)
    drawn_map.wait_for_colours(elsewhere, ranks_up_to(2020))
    assert drawn_map.states(elsewhere, "mark") == {THANH_HOA: MARK}


def test_a_map_is_light_and_its_layers_are_fetched_once(new_page: Callable[..., Page]) -> None:
    page = new_page("/sources", fresh=True)
    fetched: list[dict[str, Any]] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.responseReceived",
        lambda event: (
            fetched.append(event["response"])
            if re.search("/api/(layers|vendor)/", event["response"]["url"])
            else None
        ),
    )
    received = received_by(page)
    page.goto("/map")
    settle(page, received, 0)

    def sent_by(change: Callable[[], object]) -> dict[str, int]:
        seen, finished = len(received.messages), received.finished
        change()
        settle(page, received, finished)
        return sums(received.messages[seen:])

    def choose_teams() -> None:
        page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").locator(
            "input"
        ).first.click()
        page.get_by_role("option").filter(has_text="Số tổ công nghệ số cộng đồng (").click()

    changes: dict[str, Callable[[], object]] = {
        "indicator": choose_teams,
        "date": lambda: page.locator(".atlas-time input").press("ArrowLeft"),
        "area": lambda: drawn_map.click(page, THANH_HOA),
        "bubbles": lambda: page.get_by_text("bong bóng", exact=True).click(),
    }
    for name, change in changes.items():
        sent = sent_by(change)
        assert 0 < sent["map"] <= 20_000, name
        assert sent["page"] <= 60_000, name
    page.get_by_role("button", name="Xã", exact=True).click()
    expect(page.locator(".atlas-frame[data-painted*=commune]")).to_be_visible()
    page.get_by_role("button", name="Cả nước").click()
    expect(page.locator(".atlas-frame[data-painted*=province]")).to_be_visible()
    drawn_map.colours(page)
    from_network = [answer["url"] for answer in fetched if not answer.get("fromDiskCache")]
    assert len(from_network) == len(set(from_network)), from_network
    names = sorted(re.sub("-[0-9a-f]{12}", "", url.rpartition("/")[2]) for url in from_network)
    assert names == ["2024-commune-38.geojson", "2024-province.geojson", "maplibre-gl.mjs"]


def test_the_map_links_to_nowhere_outside(new_page: Callable[..., Page]) -> None:
    """MapLibre's own logo and attribution are links to its site; offline they lead nowhere."""
    page = new_page("/map")
    drawn_map.colours(page)
    assert (
        page.locator(".atlas-frame").evaluate(
            "frame => [...frame.querySelectorAll('[href], [src]')].map(each => each.outerHTML)"
        )
        == []
    )


def test_without_its_library_the_map_says_so_and_the_list_is_there(
    new_page: Callable[..., Page], watcher: Any
) -> None:
    watcher.allow(r"maplibre-gl\.mjs|dynamically imported module")
    page = new_page("/sources")
    page.route("**/maplibre-gl.mjs", lambda route: route.fulfill(status=404))
    page.goto("/map?lang=en")
    expect(page.locator(".atlas-note")).to_contain_text("The map could not be drawn.")
    expect(page.locator(".atlas-ranking tbody tr")).to_have_count(63)
