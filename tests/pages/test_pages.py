"""Each page in both languages and each of its states, on the figures of the release."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import paths
from figures.map import NARROW, WIDE
from geo.geometry import layer_name
from pages.parts.view import FIVE_AREAS
from tests.pages.reading import address, drawn, metrics, plain, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
PAGES = ("map.py", "trends.py", "sources.py")
FOOTER = {
    "vi": "Ranh giới xấp xỉ, không dùng để xác định địa giới.",
    "en": "Boundaries are approximate and not for determining administrative borders.",
}


seen = cache(visit)  # for tests that only read


def published() -> Iterator[dict[str, str]]:
    """The rows of the published files, read with nothing of ours."""
    for name in ("published_figures.csv", "published_population.csv"):
        with (paths.PUBLISHED / name).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def ranks() -> dict[str, int]:
    """The printed rank of each province in 2022, the year in which all 63 have one.

    By the names of March 2025; Huế was Thừa Thiên Huế until then.
    """
    return {
        row["area"].removeprefix("TP. ").replace("Thừa Thiên Huế", "Huế"): int(row["value"])
        for row in published()
        if row["indicator"] == "dti_rank" and row["as_of"] == "2022"
    }


def button(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()


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
    ranking = app.dataframe[0].value["Địa bàn"].tolist()
    assert ranking == sorted(ranks(), key=lambda area: ranks()[area])


def test_an_opened_area_has_its_trend_and_figures() -> None:
    app = visit("map.py", area="2024-p38", lang="en")
    assert title(app) == f"Thanh Hóa: rank {ranks()['Thanh Hóa']} (2022)"
    assert [plain(heading.value) for heading in app.subheader] == ["Tỉnh Thanh Hóa"]
    chart, trend = drawn(app)
    assert max(chart["data"][0]["marker"]["line"]["width"]) == 3
    assert len(trend["data"]) >= 2
    indicators = app.dataframe[0].value.iloc[:, 0]
    assert {"Community digital technology teams", "Population"} <= set(indicators)
    button(app, ":material/close:")
    assert address(app) == {"lang": "en"}
    assert not app.subheader
    assert len(app.dataframe[0].value) == 63


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


def test_trends_arrive_with_the_five_areas() -> None:
    app = seen("trends.py")
    assert app.multiselect[0].value == list(FIVE_AREAS)
    assert app.selectbox[0].value == "teams"
    (chart,) = drawn(app)
    names = {"Phú Bình", "Cà Mau", "Thái Bình", "Thanh Hóa", "Trần Đề"}
    labels = {note["text"] for note in chart["layout"]["annotations"]}
    assert labels <= names
    silent = {name for name in names if f"Chưa có số liệu công bố: {name}." in said(app)}
    assert labels | silent == names
    assert "≠" in said(app)  # Thanh Hóa: 2,349 and 4,351 teams in May 2025
    assert {"2.349 tổ", "4.351 tổ"} <= set(re.findall(r"[\d.]+ tổ", said(app)))


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


def test_choices_of_the_trends_move_the_address() -> None:
    app = visit("trends.py", area="2024-p01")
    button(app, "Năm địa bàn")
    assert address(app) == {"area": ",".join(FIVE_AREAS)}
    assert len(drawn(app)) == 1
    app.multiselect[0].set_value(["2024-p38", "vn"]).run()
    assert address(app) == {"area": "2024-p38,vn"}
    app.selectbox[0].set_value("population").run()
    assert address(app) == {"area": "2024-p38,vn", "indicator": "population"}
    assert not app.exception
    assert not app.warning
