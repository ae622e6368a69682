"""Units of their time or of today: the same choice on every page, and what each then says."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import exports
from pages.parts.catalogue import indicator
from pages.parts.map_picture import payload
from pages.parts.map_scenes import scene_of
from pages.parts.trend_scene import trend_of
from pages.parts.view import View
from tests.pages.mapping import days, shown
from tests.pages.reading import address, drawn, mounted, plain, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
seen = cache(visit)  # for tests that only read
QUANG_NGAI = "2025-p51"


def choose(app: AppTest, key: str, value: str) -> None:
    (widget,) = [
        each for each in [*app.radio, *app.get("button_group")] if each.key == f"choose_{key}"
    ]
    widget.set_value(value)
    app.run()
    assert not app.exception


def test_the_map_has_one_choice_of_three() -> None:
    app = visit("map.py", indicator="teams", area="2024-p38")
    choose(app, "vintage", "today")
    assert address(app) == {"indicator": "teams", "units": "today"}
    assert "34 provinces" not in said(app)
    app.query_params["area"] = QUANG_NGAI
    app.run()
    choose(app, "vintage", "2025")  # the same areas, with the figures of their own time only
    assert address(app) == {"indicator": "teams", "vintage": "2025", "area": QUANG_NGAI}
    choose(app, "vintage", "2024")
    assert address(app) == {"indicator": "teams"}


@pytest.mark.parametrize("page", ["trends.py", "compare.py", "overview.py"])
def test_other_pages_have_a_choice_of_two_and_keep_the_areas(page: str) -> None:
    app = visit(page, area="2024-p34,2025-p51", lang="en")
    choose(app, "units", "today")
    assert address(app) == {"lang": "en", "area": "2024-p34,2025-p51", "units": "today"}
    assert "carried over into units of today" in said(app)
    choose(app, "units", "then")
    assert "units" not in address(app)
    assert "carried over into units of today" not in said(app)


def map_at(day: str, **view: Any) -> Any:
    now = View(vintage="2025", units="today", indicator="teams", **view)
    sent = payload(scene_of(now, "teams"))
    return shown(sent, [each.isoformat() for each in days(sent)].index(day))


@pytest.mark.usefixtures("session")
def test_the_map_shows_sums_of_the_old_units_with_what_they_are_made_of() -> None:
    before, after = map_at("2023-10-31")[51], map_at("2024-12-31")[51]
    assert (before.words, after.words) == ("ít nhất 1.681 tổ", "1.707 tổ")
    assert "cộng 2 đơn vị cũ" in after.note
    assert "số cũ nhất trong đó: 10/2023" in after.note
    assert "thiếu đơn vị cũ: Quảng Ngãi" in map_at("2022-12-31")[51].note


def test_the_list_names_what_is_missing() -> None:
    app = seen("map.py", units="today", indicator="teams", date="2022-12-31", lang="en")
    (line,) = [row for row in mounted(app, "ranking")["rows"] if row[0] == QUANG_NGAI]
    assert line[3] == "at least 540 teams"
    assert "without the old Quảng Ngãi" in line[4]


def test_what_did_not_change_is_as_it_was() -> None:
    then = seen("map.py", indicator="teams", date="2024-10-31", lang="en")
    today = seen("map.py", units="today", indicator="teams", date="2024-10-31", lang="en")
    lines = [
        next(row[3:5] for row in mounted(app, "ranking")["rows"] if row[0].endswith("-p38"))
        for app in (then, today)
    ]
    assert lines[0] == lines[1]


def test_a_rank_stays_with_its_old_units_which_are_shown_beside() -> None:
    app = seen("map.py", units="today", indicator="dti_rank", area=QUANG_NGAI, lang="en")
    assert "A rank is not carried over" in said(app)
    links = {plain(link.proto.label): link.proto for link in app.get("page_link")}
    assert "Kon Tum: rank 45 (2022)" in links
    assert "area=2024-p62" in links["Kon Tum: rank 45 (2022)"].query_string
    way = links["Show the units of before 1 July 2025"].query_string
    assert "units" not in way
    assert "vintage" not in way


def test_trends_run_over_the_break_with_the_old_lines_beside() -> None:
    app = seen("trends.py", units="today", indicator="teams", area=QUANG_NGAI)
    assert title(app) == "Quảng Ngãi: 1.707 tổ (7/2025)"
    (chart,) = drawn(app)
    labels = {plain(note["text"]).replace("<br>", " ") for note in chart["layout"]["annotations"]}
    assert labels == {
        "7/2025: đơn vị mới",
        "Quảng Ngãi",
        "Quảng Ngãi (trước 7/2025)",
        "Kon Tum (trước 7/2025)",
    }
    dashes = [trace["line"].get("dash") for trace in chart["data"] if trace["mode"] == "lines"]
    assert dashes.count("dash") == 2  # the two old units, quiet
    hovers = [text for t in chart["data"] for text in t.get("hovertext", [])]
    assert any("cộng 1 đơn vị cũ" in text and "thiếu" in text for text in hovers)


def test_trends_arrive_with_what_is_carried_of_an_area_without_figures_of_its_own() -> None:
    assert title(seen("trends.py", units="today", area="2025-p33")) == (
        "Hưng Yên: ít nhất 1.797 tổ (3/12/2024)"
    )


def test_a_chart_that_does_not_cross_the_day_has_no_mark() -> None:
    (chart,) = drawn(seen("trends.py", indicator="teams", area="2024-p62"))
    assert [n["text"] for n in chart["layout"]["annotations"]] == ["Kon Tum"]


def test_a_trend_of_a_rank_shows_the_old_units_and_says_why() -> None:
    app = seen("trends.py", units="today", indicator="dti_rank", area=QUANG_NGAI, lang="en")
    assert "A rank is not carried over" in said(app)
    (chart,) = drawn(app)
    texts = " ".join(note["text"] for note in chart["layout"]["annotations"])
    assert "Kon Tum" in texts


def test_the_comparison_has_what_is_carried_with_its_parts() -> None:
    app = seen("compare.py", units="today", area="2025-p33,2025-p38", lang="en")
    table = next(
        plain(h.proto.body) for h in app.get("html") if "Areas side by side" in h.proto.body
    )
    assert "at least 1,797 teams" in table
    assert "without the old Hưng Yên" in table


def test_the_overview_counts_provinces_with_carried_figures() -> None:
    heads = [plain(h.value) for h in seen("overview.py", units="today", lang="en").subheader]
    (told,) = [head for head in heads if "provinces have figures of the number of teams" in head]
    own = [plain(h.value) for h in seen("overview.py", vintage="2025", lang="en").subheader]
    (before,) = [head for head in own if "provinces have figures of the number of teams" in head]
    assert int(told.split()[0]) > int(before.split()[0])


@pytest.mark.usefixtures("session")
def test_files_say_which_units_and_what_was_carried() -> None:
    scene = trend_of(indicator("teams"), (QUANG_NGAI,), units="today")
    rows = list(csv.DictReader(io.StringIO(exports.csv(scene.figures).decode("utf-8-sig"))))
    assert {row["units"] for row in rows} == {"today"}
    assert [(row["value"], row["carried"], row["missing_parts"]) for row in rows] == [
        ("540", "sum", "Quảng Ngãi"),
        ("1681", "sum", ""),
        ("1707", "sum", ""),
        ("1707", "own", ""),
    ]
    assert [row["oldest_as_of"] for row in rows][2:] == ["2023-10-31", "2025-07-31"]


@pytest.mark.parametrize("units", ["then", "today"])
@pytest.mark.parametrize("per", ["people", "communes", "teams"])
def test_values_can_be_divided_in_both(units: str, per: str) -> None:
    app = seen("map.py", units=units, indicator="members", per=per, lang="en")
    assert not app.exception
    assert "Divided by:" in said(app)
    assert "ước tính" not in said(app)
