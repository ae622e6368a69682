"""The map for print: the sheet says and shows what the page does, in the reader's language."""

from __future__ import annotations

import html
from collections import Counter
from typing import Any

import pytest

from data.boundaries import codes_in_layer
from figures.theme import NO_DATA
from geo.sheet import Sheet
from pages.parts import language, map_print, map_scene
from pages.parts.map_picture import layers_of, payload
from pages.parts.map_print import picture, sheet_of
from tests.geo.sheets import fills, read_svg, text
from tests.pages.mapping import scene, shown
from tests.pages.reading import visit

pytestmark = pytest.mark.usefixtures("released", "session", "window")
VIEWS: list[dict[str, Any]] = [
    {"indicator": "teams", "vintage": "2024", "areas": ("2024-p38", "2024-p96")},
    {"indicator": "teams", "vintage": "2025"},
    {"indicator": "dti_rank", "vintage": "2024"},
    {"indicator": "teams", "vintage": "2024", "per": "people"},
    {"indicator": "smart_villages", "vintage": "2024", "level": "commune", "within": "2024-p38"},
]


def as_read(markup: str) -> str:
    return html.unescape(markup).replace("\u2060", "").replace("**", "")


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_sheet_shows_what_the_page_shows(view: dict[str, Any], code: str) -> None:
    language.use(code)
    made = scene(**view)
    sheet, sent = sheet_of(made), payload(made)
    seen = shown(sent, sent["step"])
    assert {value.code: value.index for value in sheet.values} == {
        area: each.place for area, each in seen.items()
    }
    counts = Counter(each.place for each in seen.values())
    classes = [*(counts[place] for place in range(len(sent["labels"]))), sent["total"] - len(seen)]
    assert [(entry.label, int(entry.count)) for entry in sheet.entries] == list(
        zip([*sent["labels"], sent["words"]["noData"]], classes, strict=True)
    )
    assert [entry.colour for entry in sheet.entries] == [*sent["colours"][:-1], NO_DATA]
    assert [(mark.code, mark.colour, mark.name) for mark in sheet.marks] == [
        tuple(mark) for mark in sent["marked"]
    ]
    silent = sent["words"]["noData"]
    assert [mark.value for mark in sheet.marks] == [
        seen[mark.code].words if mark.code in seen else silent for mark in sheet.marks
    ]
    assert sheet.title == as_read(made.picture_title)
    assert sheet.subtitle == as_read(made.subtitle)
    assert sheet.notes[-2:] == (sent["words"]["boundaries"], as_read(made.source_line))
    named = "Quần đảo {}" if code == "vi" else "{} archipelago"
    assert [each.name for each in sheet.archipelagos] == [
        named.format("Hoàng Sa"),
        named.format("Trường Sa"),
    ]
    assert f"/{layers_of(made.now)[0]}" in sent["layer"]


def test_bounds_are_counted_in_words() -> None:
    language.use("vi")
    made = scene(indicator="teams", vintage="2024")
    kinds = Counter(made.known["qualifier"])
    assert min(kinds["more_than"], kinds["nearly"]) > 0
    note = sheet_of(made).notes[0]
    assert f"trên … ({kinds['more_than']})" in note
    assert f"gần … ({kinds['nearly']})" in note
    exact = scene(indicator="dti_rank", vintage="2024")
    assert set(exact.known["qualifier"]) == {"exact"}
    assert len(sheet_of(exact).notes) == 2


def test_the_link_leads_to_the_same_view() -> None:
    made = scene(indicator="teams", vintage="2025", areas=("2025-p38", "2025-p96"))
    day = made.day.isoformat()
    assert sheet_of(made).link.endswith(
        f"/map?vintage=2025&indicator=teams&date={day}&area=2025-p38,2025-p96"
    )


def test_simulated_figures_say_so() -> None:
    language.use("vi")
    sheet = sheet_of(scene(indicator="teams", vintage="2024", dataset="demo"))
    assert sheet.notes[-1].startswith("Số liệu mô phỏng.")


def test_bubbles_have_the_sizes_of_the_page() -> None:
    made = scene(indicator="teams", vintage="2024", marks="bubbles")
    sheet, sent = sheet_of(made), payload(made)
    seen = shown(sent, sent["step"])
    assert {value.code: value.radius for value in sheet.values} == {
        code: each.size for code, each in seen.items()
    }
    assert [list(size) for size in sheet.sizes] == sent["sizes"]


def test_what_has_no_boundary_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    language.use("vi")
    drawn = codes_in_layer("2025", "province") - {38, 48}
    monkeypatch.setattr(map_scene, "codes_in_layer", lambda *_place: drawn)
    made = scene(indicator="teams", vintage="2025")
    assert sheet_of(made).undrawn == "không có ranh giới trên bản đồ (2)"


def test_the_file_is_drawn_from_the_layers_of_the_page_and_kept() -> None:
    language.use("vi")
    made = scene(indicator="teams", vintage="2024", areas=("2024-p38",))
    sheet = sheet_of(made)
    picture.cache_clear()
    root = read_svg(picture(sheet, *layers_of(made.now), "a4", "svg"))
    assert text(root, "title") == sheet.title
    assert fills(root, "area-")[38] == sheet.entries[-2].colour  # most teams of all
    again = sheet_of(scene(indicator="teams", vintage="2024", areas=("2024-p38",)))
    assert picture(again, *layers_of(made.now), "a4", "svg")
    assert picture.cache_info().hits == 1


def labels(**params: str) -> list[str]:
    """The files that the map's page offers once the print menu was opened."""
    app = visit("map.py", **params)
    assert len(app.get("download_button")) == 1
    app.session_state["print-map"] = True
    app.run()
    assert not app.exception
    return [each.proto.label for each in app.get("download_button")[1:]]


def test_the_page_offers_a_sheet_in_both_languages() -> None:
    assert labels(indicator="teams") == ["Lưu dạng PNG (300 dpi)", "Lưu dạng SVG"]
    assert labels(indicator="teams", lang="en") == ["Save as PNG (300 dpi)", "Save as SVG"]
    assert set(map_print.PAPER_LABELS) == {"a4", "a4-portrait", "slide"}


def test_a_map_without_figures_can_be_printed_too() -> None:
    place = {"indicator": "teams", "level": "district", "in": "2024-p38"}
    assert len(labels(**place)) == 2
    made = scene(indicator="teams", level="district", within="2024-p38")
    sheet: Sheet = sheet_of(made)
    assert [int(entry.count) for entry in sheet.entries] == [len(made.areas)]
    assert (sheet.values, sheet.province, sheet.place) == ((), 38, "Thanh Hóa")
