"""The page of the map: what arrives, what opens, and how each choice moves the address."""

import re
from functools import cache
from typing import Any

import pytest

from data.boundaries import layer_name
from data.cache import frame
from tests.pages.reading import (
    address,
    ageless,
    button,
    drawn,
    linked,
    metrics,
    mounted,
    plain,
    published,
    said,
    tell,
    title,
    visit,
)

pytestmark = pytest.mark.usefixtures("released", "window")
TEAM_MEMBERS = "Members of community digital technology teams"

seen = cache(visit)  # for tests that only read


def ranks() -> dict[str, int]:
    """The printed rank of each province in 2022, the year in which all 63 have one.

    By the names of March 2025; Huế was Thừa Thiên Huế until then.
    """
    return {
        row["area"].removeprefix("TP. ").replace("Thừa Thiên Huế", "Huế"): int(row["value"])
        for row in published()
        if row["indicator"] == "dti_rank" and row["as_of"] == "2022"
    }


def listed(app: Any) -> list[list[str]]:
    """The ranked list as it is read: rank, area, value, date."""
    return [row[1:5] for row in mounted(app, "ranking")["rows"]]


def test_the_map_arrives_on_what_covers_most() -> None:
    app = seen("map.py")
    first, last = (next(a for a, rank in ranks().items() if rank == n) for n in (1, 63))
    assert len(ranks()) == 63
    assert not app.exception
    assert app.selectbox[0].value == "dti_rank"
    assert first in title(app)
    assert metrics(app) == [("63/63", "tỉnh, thành"), (first, "hạng 1"), (last, "hạng 63")]
    labels = ["Có số liệu", "Đứng đầu trong 63 (2022)", "Đứng cuối trong 63 (2022)"]
    assert [tile.label for tile in app.metric] == labels
    assert "Cả nước:" not in said(app)
    assert "63 trên 63" in said(app)
    assert address(app) == {}
    assert drawn(app) == []
    sent = mounted(app, "map")
    assert sent["layer"] == f"/api/layers/{layer_name('2024', 'province')}"
    assert sent["steps"][sent["step"]][0] == "2022-12-31"
    assert listed(app) == [
        [str(rank), area, f"hạng {rank}", "2022"]
        for area, rank in sorted(ranks().items(), key=lambda area: area[1])
    ]


def test_in_english_too() -> None:
    app = seen("map.py", lang="en")
    assert "63 of 63" in said(app)
    assert metrics(app)[:2] == [("63/63", "provinces"), ("Đà Nẵng", "rank 1")]
    labels = ["With figures", "First of 63 (2022)", "Last of 63 (2022)"]
    assert [tile.label for tile in app.metric] == labels


def test_an_opened_area_has_its_trend_and_figures() -> None:
    app = visit("map.py", area="2024-p38", lang="en")
    assert title(app) == f"Thanh Hóa: rank {ranks()['Thanh Hóa']} (2022)"
    assert [plain(heading.value) for heading in app.subheader] == ["Thanh Hóa"]
    assert "province · units before 1 July 2025" in [plain(c.value) for c in app.caption]
    assert "26 districts, 547 communes" in said(app)
    (trend,) = drawn(app)
    assert len(trend["data"]) >= 2
    assert mounted(app, "map")["marked"][0][::2] == [38, "Thanh Hóa"]
    table = app.table[0].value.map(plain)
    assert list(table.columns) == ["Indicator", "Value", "Source"]
    own = [row for row in published() if row["area"] == "Thanh Hóa" and row["measure"] == "result"]
    assert sorted(table["Source"]) == sorted(map(linked, own))
    dti = "Provincial digital transformation rank (DTI)"
    assert table["Indicator"].tolist()[:6] == [dti] * 5 + [TEAM_MEMBERS]
    values = [ageless(text) for text in table["Value"]]
    assert values[:3] == ["rank 5 ⚠ (2024)", "rank 11 (2023)", "rank 15 (2022)"]
    teams = table.assign(Value=values)[table["Indicator"] == "Community digital technology teams"]
    assert teams["Value"].tolist() == [
        "over 4,000 teams (6/2025)",
        "2,349 teams ≠ (5/2025)",
        "4,351 teams ≠ (8 May 2025)",
        "4,351 teams (10/2024)",
    ]
    sources = {row["as_of"]: linked(row) for row in own if row["indicator"] == "teams"}
    days = ("2025-06", "2025-05", "2025-05-08", "2024-10")
    assert teams["Source"].tolist() == [sources[day] for day in days]
    people = table.assign(Value=values)[table["Indicator"] == "Population"]["Value"].tolist()
    assert people == ["3,722,060 people (2023)", "about 3,645,800 people (2019)"]
    assert f"⚠ {dti}: The 2024 edition was published in October 2025" in said(app)
    links: list[Any] = list(app.get("page_link"))
    there = {link.proto.label: link.proto for link in links[-2:]}
    assert {label: link.page for label, link in there.items()} == {
        "Compare": "compare",
        "Compare over time": "trends",
    }
    asked = {link.query_string for link in there.values()}
    assert asked == {"lang=en&indicator=dti_rank&area=2024-p38"}
    assert len(listed(app)) == 63
    button(app, "Clear all marks")
    assert address(app) == {"lang": "en"}
    assert not app.subheader
    assert mounted(app, "ranking")["opened"] is None


@pytest.mark.parametrize(
    ("params", "as_of", "line"),
    [
        ({}, "2025-03-23", "Cả nước: **trên 74.000 tổ** (23/3/2025; {source})"),
        (
            {"lang": "en"},
            "2025-03-23",
            "Whole country: **over 74,000 teams** (23 Mar 2025; {source})",
        ),
        ({"date": "2022-06-10"}, "2022-04-04", "Cả nước: **gần 2.300 tổ** (4/4/2022; {source})"),
        ({"date": "2022-04-03"}, "", ""),
        ({"per": "communes"}, "", ""),
        ({"level": "district", "in": "2024-p19"}, "", ""),
    ],
)
def test_the_nation_stands_beside_the_map(params: dict[str, str], as_of: str, line: str) -> None:
    app = seen("map.py", indicator="teams", **params)
    lines = [plain(c.value) for c in app.caption if re.match("Cả nước|Whole country", c.value)]
    sources = [
        row["source_title"]
        for row in published()
        if (row["level"], row["indicator"], row["as_of"]) == ("nation", "teams", as_of)
    ]
    assert lines == [line.format(source=source) for source in sources]
    assert len(lines) == bool(line)


def test_an_area_of_other_units_is_not_opened() -> None:
    app = visit("map.py", area="2025-p38", indicator="population")
    assert not app.subheader
    assert mounted(app, "map")["marked"] == []
    assert metrics(app)[0][0] == "63/63"


def test_choices_on_the_map_move_the_address() -> None:
    app = visit("map.py")
    app.selectbox[0].set_value("teams").run()
    assert address(app) == {"indicator": "teams"}
    assert metrics(app)[0][0] == "10/63"
    labels = ["Có số liệu", "Đứng đầu trong 10 (6/2025)", "Đứng cuối trong 10 (26/4/2024)"]
    assert [tile.label for tile in app.metric] == labels
    assert metrics(app)[1:] == [("Thanh Hóa", "trên 4.000 tổ ≠"), ("Hậu Giang", "525 tổ")]
    assert [list(map(ageless, line)) for line in listed(app)[:3]] == [
        ["1", "Thanh Hóa", "trên 4.000 tổ ≠", "6/2025"],
        ["2", "Đà Nẵng", "2.400 tổ", "8/2024"],
        ["3", "Thái Nguyên", "2.256 tổ", "5/2022"],
    ]
    assert listed(app)[10] == ["", "An Giang", "", ""]
    tell(app, "map", date="2023-12-31")
    assert address(app) == {"indicator": "teams", "date": "2023-12-31"}
    assert metrics(app)[0][0] == "7/63"
    choose(app, "vintage", "2025")
    assert address(app) == {"indicator": "teams", "vintage": "2025"}
    assert metrics(app)[0][0] == "3/34"
    button(app, "English")
    assert address(app) == {"lang": "en", "indicator": "teams", "vintage": "2025"}
    assert metrics(app)[0] == ("3/34", "provinces")
    assert not app.exception
    assert not app.warning


def choose(app: Any, field: str, value: str) -> None:
    """Takes an option of one of the choices in the sidebar."""
    found = [
        each
        for each in [*app.selectbox, *app.radio, *app.get("button_group")]
        if each.key == f"choose_{field}"
    ]
    (widget,) = found
    widget.set_value(value)
    app.run()
    assert not app.exception


def test_ways_of_drawing_are_in_the_address_and_leave_with_what_they_need() -> None:
    app = visit("map.py", indicator="teams", lang="en")
    choose(app, "breaks", "natural")
    choose(app, "marks", "bubbles")
    assert address(app) == {
        "lang": "en",
        "indicator": "teams",
        "breaks": "natural",
        "marks": "bubbles",
    }
    assert mounted(app, "map")["marks"] == "bubbles"
    choose(app, "per", "people")
    assert address(app)["per"] == "people"
    assert mounted(app, "map")["marks"] == "areas"
    assert "Community digital technology teams per 1,000 people" in said(app)
    assert "Divided by:" in said(app)
    keys = [widget.key for widget in app.get("button_group")]
    assert keys == ["national_level"]
    choose(app, "indicator", "dti_rank")
    assert "per" not in address(app)
    assert [widget.key for widget in app.selectbox] == ["choose_indicator", "choose_other"]


def test_down_to_districts_and_communes_and_back() -> None:
    app = visit("map.py", indicator="teams", lang="en", area="2024-p19", date="2023-12-31")
    button(app, "Districts")
    assert address(app) == {
        "lang": "en",
        "level": "district",
        "in": "2024-p19",
        "indicator": "teams",
    }
    assert mounted(app, "map")["layer"] == f"/api/layers/{layer_name('2024', 'district', '19')}"
    assert metrics(app)[0] == ("2/9", "districts")
    assert [row[1] for row in listed(app)][:3] == ["Đại Từ", "Phú Bình", "Định Hóa"]
    tell(app, "map", clicked={"code": 173, "add": False})
    assert address(app)["area"] == "2024-d173"
    assert title(app) == "Phú Bình: 276 teams (6/2022)"
    assert "district · Thái Nguyên · units before 1 July 2025" in said(app)
    button(app, "Communes")
    assert (address(app)["level"], address(app)["in"]) == ("commune", "2024-p19")
    assert "area" not in address(app)
    assert metrics(app)[0][1] == "communes"
    (here,) = [each for each in app.button if each.label == "Communes"]
    assert here.disabled
    button(app, "Whole country")
    assert address(app) == {"lang": "en", "indicator": "teams", "area": "2024-p19"}
    assert app.subheader[0].value == "Thái Nguyên"


def test_since_the_merger_there_are_communes_only() -> None:
    app = visit("map.py", vintage="2025", area="2025-p38", lang="en")
    assert "166 communes" in said(app)
    labels = [each.label for each in app.button]
    assert "Districts" not in labels
    button(app, "Communes")
    assert mounted(app, "map")["layer"] == f"/api/layers/{layer_name('2025', 'commune', '38')}"
    app = visit("map.py", vintage="2025", level="district", **{"in": "2025-p38"}, lang="en")
    (warning,) = app.warning
    assert "no districts since 1 July 2025" in warning.value
    assert metrics(app)[0][0].endswith("/166")


def test_what_is_seen_can_be_taken_away() -> None:
    app = visit("map.py", indicator="teams", date="2023-12-31", lang="en")
    picture = mounted(app, "picture-map")
    assert picture["chart"] == "map"
    assert picture["file"] == "atlas_teams_2024_province_2023-12-31.png"
    name = "Community digital technology teams"
    assert plain(picture["title"]) == f"{name} up to 31 Dec 2023. {title(app)}"
    assert "Sources" in picture["source"] or "Source" in picture["source"]
    (csv,) = app.get("download_button")
    assert csv.proto.label == "CSV of what is seen (figures: 7)"


def test_silence_within_a_province_is_said_of_that_province_and_leads_on() -> None:
    place = {"indicator": "teams", "level": "district", "in": "2024-p38"}
    app = visit("map.py", **place)
    (info,) = app.info
    assert plain(info.value).startswith(
        "Chưa nguồn nào công bố chỉ số này cho các huyện của Thanh Hóa."
    )
    ways = [link.proto for link in app.get("page_link") if link.proto.page == "map"]
    ways = [way for way in ways if "area=" in way.query_string]
    assert len(ways) == 6
    assert plain(ways[0].label) == "Thanh Hóa (tỉnh, trước 7/2025)"
    assert "level=district" in ways[1].query_string
    assert any("(huyện, Thái Nguyên, " in plain(way.label) for way in ways)
    assert all("indicator=teams" in way.query_string for way in ways)
    (partial,) = [m.value for m in app.markdown if m.value.startswith("Có số liệu ở")]
    total = len(frame("areas_with_figures", indicator="teams", dataset="published"))
    assert partial == f"Có số liệu ở {total} địa bàn, trong đó có:"


def test_an_opened_area_is_called_by_its_own_type() -> None:
    app = visit("map.py", area="2024-p48", indicator="teams")
    assert any(caption.value.startswith("thành phố · ") for caption in app.caption)
