"""Each page in both languages and each of its states, on the figures of the release."""

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from figures.map import NARROW, WIDE
from geo.geometry import layer_name
from tests.pages.reading import (
    address,
    button,
    drawn,
    linked,
    metrics,
    plain,
    published,
    read,
    said,
    title,
    visit,
)

pytestmark = pytest.mark.usefixtures("released", "window")
PAGES = ("map.py", "trends.py", "sources.py")
FOOTER = {
    "vi": "Ranh giới xấp xỉ, không dùng để xác định địa giới.",
    "en": "Boundaries are approximate and not for determining administrative borders.",
}


TEAM_MEMBERS = "Members of community digital technology teams"
FIVE = "Năm địa bàn: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề"

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


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_drawn_in_its_language(page: str, language: str) -> None:
    landing = None if (page, language) == ("map.py", "vi") else page
    app = seen(landing, **({} if language == "vi" else {"lang": language}))
    assert not app.exception
    assert not app.error
    assert not app.warning
    text = said(app)
    assert FOOTER[language] in text
    assert not re.search(r"\{\w*\}|nan\b|None\b|NaT\b|<NA>", text)
    assert app.button[0].label == {"vi": "English", "en": "Tiếng Việt"}[language]
    has_vietnamese_words = re.search(r"\b(số liệu|Nguồn|địa bàn|nhiều nhất)\b", title(app))
    assert not (language == "en" and has_vietnamese_words)
    if (page, language) == ("map.py", "en"):
        assert "63 of 63" in text
        assert metrics(app)[:2] == [("63/63", "provinces"), ("Đà Nẵng", "rank 1")]
        labels = ["With figures", "First of 63 (2022)", "Last of 63 (2022)"]
        assert [tile.label for tile in app.metric] == labels
    if page == "sources.py":
        assert title(app).split()[0] == str(len(list(published())))


def test_one_arrives_at_the_widest_map() -> None:
    app = seen(None)
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
    (chart,) = drawn(app)
    assert chart["layout"]["height"] == WIDE[0]
    (shapes,) = chart["data"]
    assert shapes["geojson"] == f"/api/layers/{layer_name('2024', 'province')}"
    assert len(shapes["text"]) == 63
    islands = chart["layout"]["map"]["style"]["sources"]["archipelagos"]["data"]["features"]
    assert {i["properties"]["name"] for i in islands} == {"QĐ. Hoàng Sa", "QĐ. Trường Sa"}
    hover = next(text for text in shapes["text"] if first in text)
    assert hover.endswith("hạng 1<br>2022")
    ranking = read(app)
    places = sorted(ranks().items(), key=lambda area: area[1])
    assert ranking["Địa bàn"].tolist() == [area for area, _ in places]
    assert ranking["Giá trị"].tolist() == [f"hạng {rank}" for _, rank in places]
    assert set(ranking["Thời điểm"]) == {"2022"}


def test_an_opened_area_has_its_trend_and_figures() -> None:
    app = visit("map.py", area="2024-p38", lang="en")
    assert title(app) == f"Thanh Hóa: rank {ranks()['Thanh Hóa']} (2022)"
    assert [plain(heading.value) for heading in app.subheader] == ["Thanh Hóa"]
    assert "province · units before 1 July 2025" in [plain(c.value) for c in app.caption]
    chart, trend = drawn(app)
    assert max(chart["data"][0]["marker"]["line"]["width"]) == 3
    assert len(trend["data"]) >= 2
    table = app.table[0].value.map(plain)
    assert list(table.columns) == ["Indicator", "Value", "Source"]
    own = [row for row in published() if row["area"] == "Thanh Hóa" and row["measure"] == "result"]
    assert sorted(table["Source"]) == sorted(map(linked, own))
    dti = "Provincial digital transformation rank (DTI)"
    assert table["Indicator"].tolist()[:6] == [dti] * 5 + [TEAM_MEMBERS]
    assert table["Value"].tolist()[:3] == ["rank 5 ⚠ (2024)", "rank 11 (2023)", "rank 15 (2022)"]
    teams = table[table["Indicator"] == "Community digital technology teams"]
    assert teams["Value"].tolist() == [
        "over 4,000 teams (6/2025)",
        "2,349 teams ≠ (5/2025)",
        "4,351 teams ≠ (8 May 2025)",
        "4,351 teams (10/2024)",
    ]
    sources = {row["as_of"]: linked(row) for row in own if row["indicator"] == "teams"}
    days = ("2025-06", "2025-05", "2025-05-08", "2024-10")
    assert teams["Source"].tolist() == [sources[day] for day in days]
    people = table[table["Indicator"] == "Population"]["Value"].tolist()
    assert people == ["3,722,060 people (2023)", "about 3,645,800 people (2019)"]
    assert f"⚠ {dti}: The 2024 edition was published in October 2025" in said(app)
    elements: list[Any] = list(app.get("page_link"))
    links = [element.proto for element in elements]
    (over_time,) = [link for link in links if link.label == "Compare over time"]
    assert over_time.page == "trends"
    assert over_time.query_string == "lang=en&indicator=dti_rank&area=2024-p38"
    button(app, "Back to the ranked list")
    assert address(app) == {"lang": "en"}
    assert not app.subheader
    assert len(app.dataframe[0].value) == 63


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


def test_a_phone_gets_a_lower_map(window: dict[str, str]) -> None:
    window["viewport"] = "390"
    assert drawn(visit("map.py"))[0]["layout"]["height"] == NARROW[0]


def test_an_area_of_other_units_is_not_opened() -> None:
    app = visit("map.py", area="2025-p38", indicator="population")
    assert not app.subheader
    assert metrics(app)[0][0] == "63/63"


@pytest.mark.parametrize(
    ("page", "params", "title_says", "text_says"),
    [
        (
            "map.py",
            {"indicator": "adult_basic_apps_rate", "lang": "en"},
            "Share of adults with basic apps",
            "Figures exist for: Xã Định Hưng.",
        ),
        ("map.py", {"date": "2001-01-01"}, "chưa có số liệu tính đến lúc đó", "0 trên 63"),
        ("trends.py", {"area": "2024-p01"}, "chưa có số liệu", "Hà Nội"),
    ],
)
def test_no_data_is_said(
    page: str, params: dict[str, str], title_says: str, text_says: str
) -> None:
    app = visit(page, **params)
    assert not app.exception
    assert not app.error
    assert title_says in title(app)
    assert text_says in said(app)
    if "date" not in params:
        assert len(app.info) == 1
        assert drawn(app) == []


BAD = {"vintage": "2023", "indicator": "moon", "date": "30/6", "area": "38", "lang": "fr"}


@pytest.mark.parametrize("page", [None, "sources.py"])
def test_what_an_address_says_wrongly_is_said_and_the_page_drawn(page: str | None) -> None:
    app = visit(page, **BAD)
    assert not app.exception
    assert not app.error
    warnings = [plain(warning.value) for warning in app.warning]
    assert len(warnings) == len(BAD)
    for found in ("vintage=2023", "“moon”", "date=30/6", "“38”", "“fr”"):
        assert len([sentence for sentence in warnings if found in sentence]) == 1, found
    assert len(app.title) == 1
    assert app.dataframe[0].value.shape[0] > 1


def test_sources_list_every_source_and_what_could_not_be_placed() -> None:
    app = seen("sources.py")
    sources, unplaced = (table.value for table in app.dataframe)
    rows = list(published())
    assert len(sources) == len({(row["source_title"], row["source_url"]) for row in rows})
    assert int(sources.iloc[:, 3].sum()) == len(rows)
    assert int(re.search(r"(\d+) số liệu chưa gắn", title(app))[1]) == len(unplaced)  # type: ignore[index]
    assert not unplaced.iloc[:, 6].eq("").any()


def test_choices_on_the_map_move_the_address() -> None:
    app = visit()
    app.selectbox[0].set_value("teams").run()
    assert address(app) == {"indicator": "teams"}
    assert metrics(app)[0][0] == "10/63"
    labels = ["Có số liệu", "Đứng đầu trong 10 (6/2025)", "Đứng cuối trong 10 (26/4/2024)"]
    assert [tile.label for tile in app.metric] == labels
    assert metrics(app)[1:] == [("Thanh Hóa", "trên 4.000 tổ"), ("Hậu Giang", "525 tổ")]
    ranking = read(app)
    assert ranking.iloc[:3].to_numpy().tolist() == [
        ["1", "Thanh Hóa", "trên 4.000 tổ", "6/2025"],
        ["2", "Đà Nẵng", "2.400 tổ", "8/2024 · cũ 10 tháng"],
        ["3", "Thái Nguyên", "2.256 tổ", "5/2022 · cũ 3 năm"],
    ]
    assert ranking.iloc[10].tolist() == ["", "An Giang", "chưa có số liệu", ""]
    app.select_slider[0].set_value(date(2023, 12, 31)).run()
    assert address(app) == {"indicator": "teams", "date": "2023-12-31"}
    assert metrics(app)[0][0] == "7/63"
    vintage: Any = app.get("button_group")[0]
    vintage.set_value("2025")
    app.run()
    assert address(app) == {"indicator": "teams", "vintage": "2025"}
    assert metrics(app)[0][0] == "3/34"
    button(app, "English")
    assert address(app) == {"lang": "en", "indicator": "teams", "vintage": "2025"}
    assert metrics(app)[0] == ("3/34", "provinces")
    assert not app.exception
    assert not app.warning
