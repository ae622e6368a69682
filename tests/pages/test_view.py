"""The view in the URL: read, written, and every part that cannot be followed said in a sentence."""

import html
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from data.cache import frame as ask
from pages.parts import language
from pages.parts import view as views
from pages.parts.view import FIVE_AREAS, MOST_AREAS, View, read

pytestmark = pytest.mark.usefixtures("released", "session")


def plain(sentence: str) -> str:
    return html.unescape(sentence).replace("\u2060", "")


@pytest.mark.parametrize(
    ("params", "view"),
    [
        ({}, View(language="vi", vintage="2024", level="province")),
        ({"lang": "en"}, View(language="en")),
        ({"vintage": "2025"}, View(vintage="2025")),
        ({"units": "today"}, View(vintage="2025", units="today")),
        ({"units": "then"}, View()),
        ({"units": "today", "vintage": "2024"}, View(vintage="2025", units="today")),
        ({"units": "today", "level": "commune", "in": "2025-p38"},
         View(vintage="2025", units="today", level="commune", within="2025-p38")),
        ({"indicator": "population"}, View(indicator="population")),
        ({"date": "2025-06-30"}, View(date=date(2025, 6, 30))),
        ({"area": "2024-p38"}, View(areas=("2024-p38",))),
        ({"area": ",".join(FIVE_AREAS)}, View(areas=FIVE_AREAS)),
        ({"area": "vn,2024-p38,vn,,2024-c15718"}, View(areas=("vn", "2024-p38", "2024-c15718"))),
        ({"indicator": "", "date": "", "area": ""}, View()),
        ({"unknown": "x"}, View()),
        ({"level": "district", "in": "2024-p38"}, View(level="district", within="2024-p38")),
        ({"level": "commune", "in": "2025-p38", "vintage": "2025"},
         View(vintage="2025", level="commune", within="2025-p38")),
        ({"in": "2024-p38"}, View()),  # all provinces, whatever it says besides
        ({"per": "people"}, View(per="people")),
        ({"level": "commune"}, View(level="commune")),
        ({"level": "district"}, View(level="district")),
        ({"level": "commune", "vintage": "2025"}, View(vintage="2025", level="commune")),
        ({"breaks": "natural"}, View(breaks="natural")),
        ({"marks": "bubbles"}, View(marks="bubbles")),
        ({"series": "change"}, View(series="change")),
        ({"against": "population"}, View(against="population")),
        ({"targets": "assigned", "tab": "follow"}, View(targets="assigned", tab="follow")),
        ({"against": "", "per": "", "in": ""}, View()),
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
        ({"units": "tomorrow"}, View(), ["units=tomorrow", "then, today"]),
        ({"level": "village"}, View(), ["level=village", "province"]),
        ({"level": "commune", "in": "2025-p38", "vintage": "2024"}, View(),
         ["“2025-p38”", "2024", "in=2024-p38"]),
        ({"level": "district", "in": "2024-d173"}, View(), ["“2024-d173”", "in=2024-p38"]),
        ({"level": "district", "in": "moon"}, View(), ["“moon”", "in=2024-p38"]),
        ({"level": "district", "vintage": "2025", "in": "2025-p38"},
         View(vintage="2025", level="commune", within="2025-p38"), ["2025"]),
        ({"level": "district", "vintage": "2025"},
         View(vintage="2025", level="commune"), ["2025"]),
        ({"per": "moon"}, View(), ["per=moon", "people, communes, teams"]),
        ({"breaks": "moon"}, View(), ["breaks=moon", "round, quantiles, equal, natural"]),
        ({"marks": "moon"}, View(), ["marks=moon", "areas, bubbles"]),
        ({"series": "moon"}, View(), ["series=moon", "values, index, change"]),
        ({"against": "moon"}, View(), ["“moon”"]),
        ({"targets": "moon"}, View(), ["targets=moon", "registered, assigned"]),
        ({"tab": "moon"}, View(), ["tab=moon", "round, blanks"]),
        ({"indicator": "moon"}, View(), ["“moon”"]),
        ({"date": "30/6/2025"}, View(), ["date=30/6/2025", "2025-06-30"]),
        ({"date": "2025-02-30"}, View(), ["date=2025-02-30", "2025-06-30"]),
        ({"area": "2024-p99"}, View(), ["“2024-p99”", "2024-p38", "2025-p38"]),
        ({"area": "38,2024-p38"}, View(areas=("2024-p38",)), ["“38”", "Thanh Hóa (", "7/2025)"]),
        ({"area": "2025-p34"}, View(), ["“2025-p34”", "Thái Bình ("]),
        ({"area": "06978"}, View(), ["“06978”", "Ba Chẽ (", "Quảng Ninh"]),
        ({"area": "2024-p173"}, View(), ["“2024-p173”", "Phú Bình (", "Thái Nguyên"]),
        ({"indicator": "'; drop table area; --"}, View(), ["“'; drop table area; --”"]),
        *(
            ({name: "![](http://x)"}, View(), ["![](http://x)"])
            for name in ("lang", "vintage", "level", "indicator", "date", "area", "per", "breaks",
                         "marks", "series", "against")
        ),
        ({"level": "district", "in": "![](http://x)"}, View(), ["![](http://x)"]),
    ],
)  # fmt: skip
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
        "per": "7",
        "breaks": "8",
        "marks": "9",
        "series": "10",
        "against": "11",
        "in": "12",  # said nothing of, since it matters inside a province only
    }
    found = read(asked)
    assert len(found.problems) == 12
    assert found == View()


def test_codes_that_are_no_area_are_kept_to_lead_on_from() -> None:
    found = read({"area": "38,2024-p38,2024-p99,15718"})
    assert found.areas == ("2024-p38",)
    assert found.lost == ("38", "2024-p99", "15718")
    assert len(found.problems) == 3
    assert read({"area": "2024-p38"}).lost == ()


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
            View(
                *("en", "2025"),
                level="commune",
                within="2025-p38",
                indicator="teams",
                date=date(2025, 8, 31),
                areas=("2025-p38", "vn"),
                per="people",
                breaks="natural",
                marks="bubbles",
                series="index",
                against="members",
            ),
            {},
            {
                "lang": "en",
                "vintage": "2025",
                "level": "commune",
                "in": "2025-p38",
                "indicator": "teams",
                "date": "2025-08-31",
                "area": "2025-p38,vn",
                "per": "people",
                "breaks": "natural",
                "marks": "bubbles",
                "series": "index",
                "against": "members",
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


@pytest.mark.parametrize(
    ("area_id", "there"),
    [
        ("vn", View(areas=("vn",))),
        ("2024-p38", View(areas=("2024-p38",))),
        ("2025-p38", View(vintage="2025", areas=("2025-p38",))),
        ("2024-d173", View(level="district", within="2024-p19", areas=("2024-d173",))),
        ("2024-c15718", View(level="commune", within="2024-p38", areas=("2024-c15718",))),
        ("2025-c14758", View(vintage="2025", level="commune", within="2025-p38",
                             areas=("2025-c14758",))),
    ],
)  # fmt: skip
def test_an_area_has_its_place_on_a_map(area_id: str, there: View) -> None:
    kept = {"indicator": "teams", "language": "en", "per": "people", "breaks": "equal"}
    before = View(date=date(2024, 1, 1), areas=("2024-p01",), within="2024-p19", **kept)  # type: ignore[arg-type]
    found = before.at(area_id)
    assert found == replace(there, **kept)  # type: ignore[arg-type]
    assert read(found.query()) == found
    assert found.problems == read(found.query()).problems == ()


def test_a_village_is_opened_as_its_commune() -> None:
    villages = ask("areas_by_level", vintage="2024", level="village", within="")
    assert len(villages) > 0
    for row in villages.itertuples():
        found = View().at(row.area_id)
        assert found.areas == (row.parent_id,)
        assert (found.level, found.within) == ("commune", row.province_id)


class Address(dict[str, str]):
    """The parameters of the URL, as Streamlit keeps them."""

    def from_dict(self, params: dict[str, str]) -> None:
        self.clear()
        self.update(params)


@pytest.mark.parametrize(
    ("areas", "area_id", "add", "after"),
    [
        ((), "b", False, "b"),
        (("a", "b"), "c", False, "c"),
        (("a", "b"), "b", False, "a,b open b"),
        (("a", "b"), "a", False, "a,b"),
        (("a",), "b", True, "a,b"),
        (("a", "b"), "a", True, "b"),
        (("a",), "a", True, ""),
        (tuple("abcdefghijkl"), "m", True, "b,c,d,e,f,g,h,i,j,k,l,m"),
    ],
)
def test_an_area_is_opened_or_marked(
    session: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    areas: tuple[str, ...],
    area_id: str,
    add: bool,
    after: str,
) -> None:
    monkeypatch.setattr(st, "query_params", address := Address(date="2001-01-01"))
    session["view"] = View(indicator="teams", areas=areas)
    views.choose(area_id, add)
    said = [
        address.pop("area", ""),
        *(f"open {code}" for code in [address.pop("open", "")] if code),
    ]
    assert " ".join(said) == after
    assert address == {"indicator": "teams"}
    assert len(after.split(",")) <= MOST_AREAS


def test_a_province_in_the_address_tells_its_time() -> None:
    found = read({"level": "commune", "in": "2025-p38"})
    assert (found.vintage, found.within, found.problems) == ("2025", "2025-p38", ())
