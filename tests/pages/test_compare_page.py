"""The page that compares: its cells against the published files, its choices, its cautions."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from tests.pages.compared import NOTHING, cells, down, lists, near, printed, read, tables, up
from tests.pages.reading import plain, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
seen = cache(visit)  # for tests that only read
FIVE = ("Phú Bình", "Cà Mau", "Thái Bình", "Thanh Hóa", "Trần Đề")


def test_the_five_areas_stand_side_by_side() -> None:
    app = seen("compare.py", lang="en")
    assert not app.exception
    table = next(body for body in tables(app) if "Areas side by side" in body)
    heads = [read(head) for head in re.findall(r"<th scope=\"col\".*?</th>", table)]
    assert [head.split()[0] for head in heads] == [name.split()[0] for name in FIVE]
    assert heads[0] == "Phú Bình district · Thái Nguyên · before 7/2025"
    assert heads[1] == "Cà Mau province · before 7/2025"
    assert title(app) == "Teams per commune: Phú Bình 13.8, Thái Bình 7.4, Thanh Hóa over 7.3, " + (
        "Trần Đề 5.2"
    )


def test_values_have_qualifier_date_and_source() -> None:
    found = cells(seen("compare.py", lang="en"))
    teams, members = (
        found["Community digital technology teams"],
        found["Members of community digital technology teams"],
    )
    assert teams[0].startswith("276 teams 6/2022 · Để mỗi người là một công dân số")
    assert teams[1] == NOTHING
    assert teams[2] == "1,797 teams 3 Dec 2024 · congthuong.vn"
    assert members[2] == "nearly 12,000 people 3 Dec 2024 · congthuong.vn"
    assert members[0].startswith("over 1,800 people 6/2022")
    assert members[1] == members[4] == NOTHING
    assert "2,349 teams (5/2025) ≠ 4,351 teams (8 May 2025)" in teams[3]
    assert not any("≠" in cell for place, cell in enumerate(teams) if place != 3)
    assert "⚠ The number after 1 July 2025" in found["Communes, wards and townships"][3]


def expected() -> Iterator[tuple[str, int, str]]:
    """Every ratio of the five areas, from the files: measure, column, how its cell begins."""
    phu_binh = {of: printed("Phú Bình", of) for of in ("teams", "members", "population")}
    communes = printed("Phú Bình", "communes_total")
    yield "Members per team", 0, f"over {down(phu_binh['members'] / phu_binh['teams'], 1)}"
    yield "Teams per commune", 0, near(phu_binh["teams"] / communes, 1)
    yield "Teams per 1,000 people", 0, near(phu_binh["teams"] / phu_binh["population"] * 1000, 2)
    yield (
        *("Members per 1,000 people", 0),
        f"over {down(phu_binh['members'] / phu_binh['population'] * 1000, 1)}",
    )
    thai_binh = {of: printed("Thái Bình", of) for of in ("teams", "members")}
    people = printed("Thái Bình", "population", as_of="2019")
    yield "Members per team", 2, f"nearly {up(thai_binh['members'] / thai_binh['teams'], 1)}"
    yield "Teams per commune", 2, near(thai_binh["teams"] / 242, 1)
    yield "Teams per 1,000 people", 2, f"about {near(thai_binh['teams'] / people * 1000, 2)}"
    least = people - 50  # published in thousands with one decimal
    yield (
        *("Members per 1,000 people", 2),
        f"nearly {up(thai_binh['members'] / least * 1000, 1)}",
    )
    may = printed("Thanh Hóa", "members", as_of="2025-05")
    yield "Members per team", 3, near(may / printed("Thanh Hóa", "teams", as_of="2025-05"), 1)
    june = printed("Thanh Hóa", "teams", as_of="2025-06")
    most = printed("Thanh Hóa", "population", as_of="2019") + 50
    yield "Teams per commune", 3, f"over {down(june / 547, 1)}"
    yield "Teams per 1,000 people", 3, f"over {down(june / most * 1000, 2)}"
    members = printed("Thanh Hóa", "members", as_of="2025-06")
    yield "Members per 1,000 people", 3, f"over {down(members / most * 1000, 1)}"
    yield "Teams per commune", 4, near(printed("Trần Đề", "teams") / 11, 1)
    covered = printed("Phú Bình", "communes_covered")
    yield "Share of communes with a team", 0, f"{near(covered / communes * 100, 1)}%"


def test_every_ratio_is_what_the_files_make_of_it() -> None:
    found = cells(seen("compare.py", lang="en"))
    wanted = list(expected())
    assert len(wanted) == 14
    for measure, place, value in wanted:
        assert found[measure][place].startswith(f"{value} "), (measure, place)
    derived = [name for name in found if name.startswith(("Members per", "Teams per"))]
    said_of = {
        (name, n) for name in derived for n, cell in enumerate(found[name]) if cell != NOTHING
    }
    assert said_of == {(name, place) for name, place, _value in wanted if name in derived}


def test_a_ratio_says_its_parts_and_what_other_sources_make_of_it() -> None:
    found = cells(seen("compare.py", lang="en"))
    team = found["Members per team"][3]
    assert "19,066 ÷ 2,349 teams" in team
    assert "≠ 4.4 with 4,351, as another source has it (8 May 2025)" in team
    assert near(Fraction(19066, 4351), 1) == "4.4"
    assert "1,797 ÷ 242 communes (3/2025) ÷ registry of units" in found["Teams per commune"][2]
    assert (
        "1,797 ÷ about 1,862,200 people (2019) ÷ gso.gov.vn" in found["Teams per 1,000 people"][2]
    )


def test_a_printed_percentage_is_reckoned_again() -> None:
    app = seen("compare.py", lang="en")
    users, people = printed("Phú Bình", "smartphone_users"), printed("Phú Bình", "population")
    assert near(users / people * 100, 1) == "62.8"
    cell = cells(app)["Share of people using a smartphone"][0]
    assert cell.startswith("nearly 63% 6/2022")
    assert "reckoned 62.8% = 101,475 ÷ 161,624: consistent" in cell
    assert any(item.startswith("✓ Phú Bình, Share of people") for item in lists(app))


@pytest.mark.parametrize(
    ("areas", "flagged"),
    [
        ("2024-p38", "Thanh Hóa"),
        ("2024-p20,2024-p48", ""),
        ("2024-p20,2025-p48,2024-p38", "Thanh Hóa"),
    ],
)
def test_conflicting_sources_are_listed(areas: str, flagged: str) -> None:
    app = seen("compare.py", lang="en", area=areas)
    text = said(app)
    if flagged:
        assert f"Sources disagree about {flagged}\n" in text
        (item,) = [item for item in lists(app) if "≠" in item]
        assert "2,349 teams (5/2025)" in item
        assert "4,351 teams (8 May 2025)" in item
        assert "vhds.baothanhhoa.vn" in item
    else:
        assert "No two sources disagree about these areas" in text
        assert not any("≠" in body for body in tables(app))


def test_levels_and_times_are_told_apart() -> None:
    text = said(seen("compare.py", lang="en"))
    assert "Districts, a level that ended on 1 July 2025: Phú Bình, Trần Đề." in text
    assert "Thái Bình is now in Hưng Yên; Trần Đề is now in Cần Thơ." in text
    assert "Cà Mau has since grown by Bạc Liêu" in text
    assert "stand side by side: territory" not in text
    app = seen("compare.py", lang="en", area="2024-p33,2025-p33")
    assert "Units before and since 1 July 2025 stand side by side" in said(app)
    assert "Hưng Yên (province, since 7/2025)" in " ".join(map(plain, tables(app)))


def test_each_figure_can_be_taken_away() -> None:
    app = seen("compare.py", lang="en")
    files: list[Any] = list(app.get("download_button"))
    labels = [file.label for file in files]
    assert labels == [
        "CSV of this list (rows: 35)",
        "CSV of what is seen (figures: 4)",
        "CSV of what is seen (figures: 5)",  # of all districts
        "CSV of what is seen (figures: 10)",  # of all provinces
        "CSV of this list (rows: 8)",
        "CSV of this list (rows: 9)",
        "CSV of this list (rows: 2)",  # what sources disagree about
    ]
