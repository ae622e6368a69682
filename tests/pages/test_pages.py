"""Each page in both languages and each of its states, on the figures of the release."""

import re
from functools import cache

import pytest

from pages.parts.navigation import FILES, PAGES, TITLES
from tests.pages.reading import drawn, plain, published, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
FOOTER = {
    "vi": "Ranh giới xấp xỉ, không dùng để xác định địa giới.",
    "en": "Boundaries are approximate and not for determining administrative borders.",
}


seen = cache(visit)  # for tests that only read


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", FILES.values())
def test_a_page_is_drawn_in_its_language(page: str, language: str) -> None:
    landing = None if page == FILES[""] else page
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
    if page == "sources.py":
        assert title(app).split()[0] == str(len(list(published())))


def test_every_page_is_offered_and_served() -> None:
    links = [link.proto for link in seen("sources.py", lang="en").get("page_link")]
    assert [(link.page, link.label) for link in links[: len(FILES)]] == [
        (path, TITLES[path]) for path in FILES
    ]
    assert {link.query_string for link in links[: len(FILES)]} == {"lang=en"}
    assert list(PAGES) == [f"/{path}" for path in FILES]


@pytest.mark.parametrize(
    ("page", "params", "title_says", "text_says"),
    [
        (
            "map.py",
            {"indicator": "adult_basic_apps_rate", "lang": "en"},
            "Share of adults with basic apps",
            "Figures exist for:",
        ),
        ("map.py", {"date": "2001-01-01"}, "chưa có số liệu tính đến 1/1/2001", "0 trên 63"),
        ("trends.py", {"area": "2024-p01", "indicator": "teams"}, "chưa có số liệu", "Hà Nội"),
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


@pytest.mark.parametrize("page", ["map.py", "sources.py"])
def test_what_an_address_says_wrongly_is_said_and_the_page_drawn(page: str | None) -> None:
    app = visit(page, **BAD)
    assert not app.exception
    assert not app.error
    warnings = [plain(warning.value) for warning in app.warning]
    assert len(warnings) == len(BAD)
    for found in ("vintage=2023", "“moon”", "date=30/6", "“38”", "“fr”"):
        assert len([sentence for sentence in warnings if found in sentence]) == 1, found
    assert len(app.title) == 1
    assert len(app.get("bidi_component")) + len(app.dataframe) > 1


def test_sources_list_every_source_and_what_could_not_be_placed() -> None:
    app = seen("sources.py")
    sources, unplaced, outlines = (table.value for table in app.dataframe)
    assert list(outlines["Số đơn vị được vẽ"]) == ["63", "696", "10.035", "34", "3.321"]
    rows = list(published())
    assert len(sources) == len({(row["source_title"], row["source_url"]) for row in rows})
    assert int(sources["Số liệu"].sum()) == len(rows)
    assert set(sources["Bộ số liệu"]) == {"Số liệu công bố"}
    assert int(re.search(r"(\d+) số liệu chưa gắn", title(app))[1]) == len(unplaced)  # type: ignore[index]
    assert not unplaced.iloc[:, 6].eq("").any()
