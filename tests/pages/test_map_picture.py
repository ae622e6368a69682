"""What the map is sent: values by date, classes, notes, marks, bubbles, words."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from data.boundaries import codes_in_layer, layer_name
from data.cache import frame as ask
from data.ratios import UPPER
from figures.theme import CATEGORIES, NO_DATA, class_colours
from pages.parts import catalogue, language, map_picture, map_scene
from pages.parts.figures_table import signs
from pages.parts.map_entries import LARGEST
from pages.parts.map_picture import payload
from pages.parts.wording import date_in_words
from tests.pages.mapping import Data, code_of, days, scene, shown

pytestmark = pytest.mark.usefixtures("released", "session", "window")
THANH_HOA, DA_NANG, LANG_SON = 38, 48, 20


def drawn(**view: Any) -> Data:
    """The payload of a view, as it arrives in the browser."""
    sent: Data = json.loads(json.dumps(payload(scene(**view)), allow_nan=False))
    return sent


@pytest.mark.parametrize(
    ("vintage", "level", "within", "indicators", "figures"),
    [
        ("2024", "province", "", ["teams", "members", "dti_rank"], 280),
        ("2025", "province", "", ["teams", "communes_total"], 8),
        ("2024", "district", "2024-p19", ["teams", "members"], 6),
        ("2024", "commune", "2024-p38", ["smart_villages", "digital_signatures_installed"], 2),
    ],
)
def test_each_date_shows_what_was_latest_on_that_day(
    vintage: str, level: str, within: str, indicators: list[str], figures: int
) -> None:
    seen = 0
    for name in indicators:
        indicator = catalogue.indicator(name)
        place = {"vintage": vintage, "level": level, "within": within}
        first = scene(indicator=name, **place)
        edges = [*first.classes.edges, float("inf")]
        every_day = sorted({day.date() for day in first.history["as_of"]})
        for step, day in enumerate(every_day):
            if level == "commune" or step == 0:  # communes are sent one date at a time
                sent = drawn(indicator=name, date=day, **place)
            assert days(sent) == every_day
            found = shown(sent, step)
            asked = {"indicator": name, "vintage": vintage, "level": level, "date": day}
            latest = ask("latest_by_area", dataset="published", **asked).dropna(subset=["value"])
            latest = latest[latest["province_id"].eq(within) | (within == "")]
            assert set(found) == {code_of(area_id) for area_id in latest["area_id"]}
            for row in latest.itertuples():
                area = found[code_of(row.area_id)]
                assert area.words == indicator.words(row.value, row.qualifier) + signs(row)
                assert area.note[:2] == [date_in_words(row.as_of, row.precision), row.source]
                assert ("≠" in "".join(area.note)) == row.disputed
                low, high = edges[area.place : area.place + 2]
                if row.qualifier in UPPER:
                    assert low < row.value <= high
                else:
                    assert low <= row.value < high
                seen += 1
    assert seen >= figures


def test_nearly_a_number_is_in_the_class_that_ends_there() -> None:
    drawn_scene = scene(indicator="teams", vintage="2024")
    sent = drawn(indicator="teams", vintage="2024")
    edges = drawn_scene.classes.edges
    near = drawn_scene.history[
        drawn_scene.history["qualifier"].isin(UPPER) & drawn_scene.history["value"].isin(edges)
    ]
    said = {}
    for row in near.itertuples():
        place = shown(sent, days(sent).index(row.as_of.date()))[int(row.code)]
        said[place.words] = sent["labels"][place.place]
    assert said == {"gần 2.000 tổ": "1.500 – 1.999", "gần 2.500 tổ": "2.000 – 2.499"}


def test_a_value_says_when_it_was_said_and_by_whom() -> None:
    sent = drawn(indicator="teams", vintage="2024", language="en")
    language.use("vi")
    step = days(sent).index(date(2025, 5, 31))
    thanh_hoa, da_nang = (shown(sent, step)[code] for code in (THANH_HOA, DA_NANG))
    assert (thanh_hoa.words, thanh_hoa.note[0]) == ("2.349 tổ ≠", "5/2025")
    assert thanh_hoa.note[2:] == ["≠ nguồn khác nêu số khác"]
    assert (da_nang.words, da_nang.note[0], len(da_nang.note)) == ("2.400 tổ", "8/2024", 2)
    assert shown(sent, len(sent["steps"]) - 1)[THANH_HOA].words == "trên 4.000 tổ ≠"
    assert LANG_SON not in shown(sent, 0)
    language.use("en")
    thanh_hoa = shown(drawn(indicator="teams"), step)[THANH_HOA]
    assert (thanh_hoa.words, thanh_hoa.note[2]) == (
        "2,349 teams ≠",
        "≠ another source says otherwise",
    )
    ranks = shown(drawn(indicator="dti_rank", date=date(2024, 12, 31)), 10**6)
    (remark,) = ranks[THANH_HOA].note[2:]
    assert remark.startswith("⚠ The 2024 edition was published in October 2025")


def test_a_note_is_sent_once() -> None:
    sent = drawn(indicator="dti_rank")
    assert len({tuple(note) for note in sent["notes"]}) == len(sent["notes"])
    entries = [entry for entries in sent["areas"].values() for entry in entries]
    for place, kind in ((1, "said"), (2, "notes")):
        assert {entry[place] for entry in entries} == set(range(len(sent[kind])))
    assert len(sent["notes"]) < len(sent["areas"])


def test_a_divided_value_says_what_it_was_divided_by() -> None:
    language.use("en")
    sent = drawn(indicator="teams", per="people", vintage="2024")
    # Thái Bình: 1,797 teams; about 1,862,200 people in 2019.
    thai_binh = shown(sent, 10**6)[34]
    assert thai_binh.words == "about 0.96 teams/1,000 people"
    assert round(1797 / 1862.2, 2) == 0.96
    assert re.match(r"divided by about 1,862,200 \(2019; .+\)$", thai_binh.note[2])
    assert sent["labels"][0] != drawn(indicator="teams")["labels"][0]


@pytest.mark.parametrize(
    ("vintage", "level", "within", "around"),
    [
        ("2024", "province", "", None),
        ("2025", "province", "", None),
        ("2024", "district", "2024-p38", "2024-province"),
        ("2024", "commune", "2024-p38", "2024-province"),
        ("2025", "commune", "2025-p92", "2025-province"),
    ],
)
def test_a_map_names_the_layers_it_is_drawn_on(
    vintage: str, level: str, within: str, around: str | None
) -> None:
    sent = drawn(indicator="population", vintage=vintage, level=level, within=within)
    code = within[-2:] or None
    assert sent["layer"] == "/api/layers/" + layer_name(vintage, level, code)
    if around:
        assert sent["around"] == f"/api/layers/{layer_name(*around.split('-'))}"
        assert sent["bounds"] is None
    else:
        assert sent["around"] is None
    own = ask("areas_by_level", vintage=vintage, level=level, within=within)
    assert sent["total"] == len(own)
    assert sent["undrawn"] == 0


def test_what_has_no_boundary_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = codes_in_layer("2025", "province") - {38, 48}
    monkeypatch.setattr(map_scene, "codes_in_layer", lambda *_place: drawn)
    made = scene(indicator="population", vintage="2025")
    assert payload(made)["undrawn"] == 2


def test_the_archipelagos_are_in_view_or_on_a_phone_in_the_inset(window: dict[str, str]) -> None:
    wide = drawn(indicator="population")
    window["viewport"] = "390"
    narrow = drawn(indicator="population")
    names = ["QĐ. Hoàng Sa", "QĐ. Trường Sa"]
    for sent in (wide, narrow):
        assert [inset["name"] for inset in sent["insets"]] == names
        for inset, (lon, lat) in zip(sent["insets"], [(112.0, 16.5), (114.0, 10.0)], strict=True):
            west, south, east, north = inset["box"]
            assert west < lon < east
            assert south < lat < north
            assert inset["at"] == [(west + east) / 2, (south + north) / 2]
    west, south, east, north = wide["bounds"]
    for inset in wide["insets"]:
        assert west < inset["box"][0] < inset["box"][2] < east
        assert south <= inset["box"][1] < inset["box"][3] < north
    assert narrow["bounds"][2] < 110


def test_a_date_between_others_is_a_step_of_its_own() -> None:
    day = date(2023, 1, 15)
    sent = drawn(indicator="teams", date=day)
    assert days(sent)[sent["step"]] == day
    assert sent["steps"][sent["step"]] == ["2023-01-15", "15/1/2023"]
    (before, at) = (shown(sent, sent["step"] + back) for back in (-1, 0))
    assert before == at
    assert sent["plays"]


@pytest.mark.parametrize(
    ("place", "plays"),
    [
        ({"level": "province"}, True),
        ({"level": "district", "within": "2024-p38"}, False),  # one date only
        ({"level": "commune", "within": "2024-p38"}, False),
    ],
)
def test_time_plays_where_each_date_was_sent(place: dict[str, str], plays: bool) -> None:
    sent = drawn(indicator="teams", **place)
    assert sent["plays"] == plays
    assert (len(sent["steps"]) > 1) == plays


def test_without_a_figure_the_map_has_no_time_and_one_colour() -> None:
    sent = drawn(indicator="adult_basic_apps_rate")
    assert sent["steps"] == sent["labels"] == sent["notes"] == []
    assert sent["areas"] == {}
    assert (sent["step"], sent["plays"], sent["total"]) == (0, False, 63)
    assert sent["colours"] == [NO_DATA]


def test_before_the_first_figure_every_area_is_without() -> None:
    sent = drawn(indicator="teams", date=date(2001, 1, 1))
    assert sent["step"] == 0
    assert shown(sent, 0) == {}
    assert len(shown(sent, 1)) == 1
    assert sent["alt"].endswith("0 trên 63 tỉnh, thành có số liệu.")


@pytest.mark.parametrize("breaks", ["round", "quantiles", "equal", "natural"])
def test_classes_are_cut_as_asked_and_stay_over_time(breaks: str) -> None:
    dates = [date(2022, 5, 31), date(2025, 6, 30)]
    early, late = (drawn(indicator="teams", breaks=breaks, date=day) for day in dates)
    assert early["labels"] == late["labels"]
    assert len(early["colours"]) == len(early["labels"]) + 1
    assert early["colours"] == class_colours(len(early["labels"]), more_is_dark=True)
    others = {"round", "quantiles", "equal", "natural"} - {breaks}
    cuts = [drawn(indicator="teams", breaks=other)["labels"] for other in others]
    assert early["labels"] not in cuts


def test_a_low_rank_is_dark() -> None:
    ranks = drawn(indicator="dti_rank")["colours"]
    assert ranks[:-1] == class_colours(len(ranks) - 1, more_is_dark=True)[-2::-1]


def test_bubbles_are_as_large_as_their_values() -> None:
    sent = drawn(indicator="teams", marks="bubbles", date=date(2025, 6, 30))
    assert sent["marks"] == "bubbles"
    sizes = {code: area.size for code, area in shown(sent, sent["step"]).items()}
    values = {
        code_of(row.area_id): row.value for row in scene(indicator="teams").known.itertuples()
    }
    assert set(sizes) == set(values)
    for code, value in values.items():
        # The disc's area is as the value; sizes are sent with one decimal.
        assert sizes[code] ** 2 / sizes[DA_NANG] ** 2 == pytest.approx(
            value / values[DA_NANG], rel=0.02
        )
    (largest, radius), (quarter, half) = sent["sizes"]
    # The most of any date is 4,351, in Thanh Hóa in May 2025.
    assert (largest, radius, quarter, half) == ("4.000", LARGEST, "1.000", LARGEST / 2)
    assert sizes[THANH_HOA] == LARGEST


@pytest.mark.parametrize(
    "view",
    [
        {"indicator": "dti_rank", "marks": "bubbles"},
        {"indicator": "teams", "marks": "bubbles", "per": "communes"},
        {"indicator": "teams"},
    ],
    ids=str,
)
def test_only_counts_are_drawn_as_bubbles(view: dict[str, str]) -> None:
    sent = drawn(**view)
    assert (sent["marks"], sent["sizes"]) == ("areas", [])
    assert {len(said) for said in sent["said"]} == {2}


def test_marked_areas_have_the_colours_of_their_places() -> None:
    areas = ("2024-p38", "2025-p38", "vn", "2024-p01", "2024-d173", "2024-p34")
    sent = drawn(indicator="teams", areas=areas)
    assert sent["marked"] == [
        [38, CATEGORIES[0], "Thanh Hóa"],
        [1, CATEGORIES[3], "Hà Nội"],
        [34, CATEGORIES[5], "Thái Bình"],
    ]


def test_every_word_is_in_both_languages() -> None:
    texts = {}
    for code in ("vi", "en"):
        language.use(code)
        texts[code] = map_picture.words()
    assert texts["vi"].keys() == texts["en"].keys()
    for key, vietnamese in texts["vi"].items():
        assert vietnamese != texts["en"][key]
        assert ("{n}" in vietnamese) == (key in {"months", "years"})


def test_dates_rise() -> None:
    sent = drawn(indicator="dti_rank")
    assert all(one < next_ for one, next_ in pairwise(days(sent)))
