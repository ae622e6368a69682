"""The view in the URL: read, written, and every part that cannot be followed said in a sentence."""

import html
from datetime import date

import pytest

from pages.parts import language
from pages.parts.view import FIVE_AREAS, View, read

pytestmark = pytest.mark.usefixtures("released", "session")


def plain(sentence: str) -> str:
    return html.unescape(sentence).replace("\u2060", "")


@pytest.mark.parametrize(
    ("params", "view"),
    [
        ({}, View("vi", "2024", "province", None, None, ())),
        ({"lang": "en"}, View(language="en")),
        ({"vintage": "2025"}, View(vintage="2025")),
        ({"indicator": "population"}, View(indicator="population")),
        ({"date": "2025-06-30"}, View(date=date(2025, 6, 30))),
        ({"area": "2024-p38"}, View(areas=("2024-p38",))),
        ({"area": ",".join(FIVE_AREAS)}, View(areas=FIVE_AREAS)),
        ({"area": "vn,2024-p38,vn,,2024-c15718"}, View(areas=("vn", "2024-p38", "2024-c15718"))),
        ({"indicator": "", "date": "", "area": ""}, View()),
        ({"unknown": "x"}, View()),
    ],
)  # fmt: skip
def test_a_good_address(params: dict[str, str], view: View) -> None:
    found = read(params)
    assert found == view
    assert found.problems == ()
    assert read(found.query()) == found


@pytest.mark.parametrize(
    ("params", "instead", "said"),
    [
        ({"lang": "fr"}, View(), ["“fr”", "vi, en"]),
        ({"vintage": "2023"}, View(), ["vintage=2023", "2024, 2025"]),
        ({"level": "village"}, View(), ["level=village", "province"]),
        ({"indicator": "moon"}, View(), ["“moon”"]),
        ({"date": "30/6/2025"}, View(), ["date=30/6/2025", "2025-06-30"]),
        ({"date": "2025-02-30"}, View(), ["date=2025-02-30", "2025-06-30"]),
        ({"area": "2024-p99"}, View(), ["“2024-p99”", "2024-p38", "2025-p38"]),
        ({"area": "38,2024-p38"}, View(areas=("2024-p38",)), ["“38”", "2024-p38", "2025-p38"]),
        ({"indicator": "'; drop table area; --"}, View(), ["“'; drop table area; --”"]),
        *(
            ({name: "![](http://x)"}, View(), ["![](http://x)"])
            for name in ("lang", "vintage", "level", "indicator", "date", "area")
        ),
    ],
)
def test_a_bad_address(params: dict[str, str], instead: View, said: list[str]) -> None:
    for code in ("vi", "en"):
        language.use(code)
        found = read(params)
        assert found == instead
        assert len(found.problems) == 1
        assert [part for part in said if part not in plain(found.problems[0])] == []
        assert "](" not in found.problems[0]
        assert "{" not in found.problems[0]


def test_every_problem_is_said_at_once() -> None:
    asked = {
        "lang": "fr",
        "vintage": "1",
        "level": "2",
        "indicator": "3",
        "date": "4",
        "area": "5,6",
    }
    found = read(asked)
    assert len(found.problems) == 7
    assert found == View()


def test_more_areas_than_can_be_drawn() -> None:
    codes = ["01", "02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "19", "20"]
    found = read({"area": ",".join(f"2024-p{code}" for code in codes)})
    assert found.areas == tuple(f"2024-p{code}" for code in codes[:12])
    assert len(found.problems) == 1
    assert "13" in found.problems[0]
    assert "12" in found.problems[0]


@pytest.mark.parametrize(
    ("view", "changes", "query"),
    [
        (View(), {}, {}),
        (View(), {"language": "en"}, {"lang": "en"}),
        (View(language="en"), {"language": "vi"}, {}),
        (
            View("en", "2025", "province", "teams", date(2025, 8, 31), ("2025-p38", "vn")),
            {},
            {
                "lang": "en",
                "vintage": "2025",
                "indicator": "teams",
                "date": "2025-08-31",
                "area": "2025-p38,vn",
            },
        ),
        (
            View(indicator="teams", date=date(2025, 8, 31), areas=("vn",)),
            {"date": None, "areas": (), "vintage": "2025"},
            {"indicator": "teams", "vintage": "2025"},
        ),
    ],
)
def test_an_address_is_written(
    view: View, changes: dict[str, object], query: dict[str, str]
) -> None:
    assert view.query(**changes) == query
