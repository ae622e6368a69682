"""The ranked list beside the map: order, ranks, signs, bars, marks, and what it opens."""

from datetime import date
from typing import Any

import pytest

from figures.theme import CATEGORIES
from geo.names import fold
from pages.parts import language
from pages.parts.map_picture import payload
from tests.pages.mapping import scene
from tests.pages.reading import address, mounted, tell, visit

pytestmark = pytest.mark.usefixtures("released", "window")
as_data = pytest.mark.usefixtures("session")  # without a page


def lines(**view: Any) -> list[list[Any]]:
    return scene(**view).lines


@as_data
@pytest.mark.parametrize(
    "view",
    [
        {"indicator": "teams"},
        {"indicator": "population"},
        {"indicator": "dti_rank"},
        {"indicator": "teams", "per": "people"},
        {"indicator": "teams", "level": "district", "within": "2024-p19"},
        {"indicator": "dti_score", "vintage": "2024"},
    ],
    ids=str,
)
def test_a_rank_says_how_many_are_strictly_better(view: dict[str, str]) -> None:
    made = scene(**view)
    values = dict(zip(made.rows["area_id"], made.rows["value"], strict=True))
    known = {area_id: value for area_id, value in values.items() if value == value}
    found = made.lines
    assert len(found) == len(values)
    assert {row[0] for row in found[: len(known)]} == set(known)
    for area_id, rank, *_ in found[: len(known)]:
        mine = known[area_id]
        lower_is_better = view["indicator"] == "dti_rank"
        better = [v for v in known.values() if (v < mine if lower_is_better else v > mine)]
        assert rank == str(len(better) + 1)
    ranks = [int(row[1]) for row in found[: len(known)]]
    assert ranks == sorted(ranks)
    assert {tuple(row[i] for i in (1, 3, 4, 5)) for row in found[len(known) :]} <= {("", "", "", 0)}


@as_data
def test_equal_values_share_their_rank_in_the_order_of_their_names() -> None:
    made = scene(indicator="teams")
    rows = made.rows.copy()
    rows.loc[rows["area_id"].isin(["2024-p38", "2024-p48", "2024-p34"]), "value"] = 2000.0
    made.__dict__["rows"] = rows
    found = made.lines[:6]
    # Thái Nguyên has 2,256 and Hà Tĩnh "nearly 2,000".
    assert [(row[1], row[2]) for row in found[:5]] == [
        ("1", "Thái Nguyên"),
        ("2", "Đà Nẵng"),
        ("2", "Hà Tĩnh"),
        ("2", "Thái Bình"),
        ("2", "Thanh Hóa"),
    ]
    assert found[5][1] == "6"


@as_data
def test_those_without_a_figure_come_last_by_the_alphabet() -> None:
    silent = [row[2] for row in lines(indicator="teams") if not row[3]]
    assert len(silent) == 53
    assert silent[:4] == ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang"]
    assert silent.index("Đắk Lắk") > silent.index("Cao Bằng")  # Đ is a letter after D
    assert [fold(name)[0] for name in silent] == sorted(fold(name)[0] for name in silent)


@as_data
def test_bars_are_as_long_as_their_values() -> None:
    found = {row[2]: row[5] for row in lines(indicator="teams")}
    assert found["Thanh Hóa"] == 1
    assert found["Đà Nẵng"] == 2400 / 4000
    assert found["Hậu Giang"] == round(525 / 4000, 3)
    assert {row[5] for row in lines(indicator="dti_rank")} == {0}  # a long bar would read as good


@as_data
def test_signs_stand_beside_what_needs_care() -> None:
    language.use("en")
    disputed = {row[2]: row[3] for row in lines(indicator="teams", date=date(2025, 5, 31))}
    assert disputed["Thanh Hóa"] == "2,349 teams ≠"
    assert disputed["Lạng Sơn"] == "1,658 teams"
    remarked = {row[2]: row[3] for row in lines(indicator="dti_rank", date=date(2024, 12, 31))}
    assert remarked["Thanh Hóa"] == "rank 5 ⚠"


@as_data
def test_marked_areas_have_their_colours_in_the_list() -> None:
    made = scene(indicator="teams", areas=("2024-p01", "vn", "2024-p38"))
    assert made.mark_colours == {"2024-p01": CATEGORIES[0], "2024-p38": CATEGORIES[2]}
    colours = {code: colour for code, colour, _name in payload(made)["marked"]}
    assert colours == {1: CATEGORIES[0], 38: CATEGORIES[2]}  # as in the trends of the same view


def test_a_rank_is_not_ranked_again() -> None:
    ranks, counts = (
        mounted(visit("map.py", indicator=name, lang="en"), "ranking")
        for name in ("dti_rank", "teams")
    )
    assert (ranks["ranks"], ranks["columns"]) == (False, ["Mark", "Area", "Value", "Date"])
    assert counts["ranks"]
    assert counts["columns"] == ["Mark", "Rank", "Area", "Value", "Date"]
    assert counts["alt"] == "Ranking: Community digital technology teams"
    assert counts["words"] == {
        "mark": "Mark on the map:",
        "noData": "no data",
        "between": "{n} areas between are not listed; the search finds each",
        "keys": "Arrow keys move through the list, Enter opens an area.",
    }


def test_a_name_opens_its_area_and_a_box_marks_it() -> None:
    app = visit("map.py", indicator="teams")
    tell(app, "ranking", clicked={"code": "2024-p38", "add": False})
    assert address(app)["area"] == "2024-p38"
    tell(app, "ranking", clicked={"code": "2024-p99", "add": True})
    assert address(app)["area"] == "2024-p38"
    tell(app, "ranking", clicked={"code": "2024-p01", "add": True})
    assert address(app)["area"] == "2024-p38,2024-p01"
