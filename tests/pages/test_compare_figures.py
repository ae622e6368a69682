"""The figures of the page that compares, its choices, and areas of which little is known."""

import re
from functools import cache

import pytest

from pages.parts.view import FIVE_AREAS
from tests.pages.compared import NOTHING, read, tables
from tests.pages.reading import address, button, drawn, plain, said, visit

pytestmark = pytest.mark.usefixtures("released", "window")
seen = cache(visit)  # for tests that only read


def test_the_ranking_says_who_is_first_and_ties() -> None:
    app = seen("compare.py", lang="en")
    assert "Community digital technology teams: first is Thanh Hóa, over 4,000 teams" in said(app)
    labels = [part.label for part in app.expander if part.label.startswith("Among all")]
    assert labels == [
        "Among all of the level “district” before 7/2025: 5 with figures",
        "Among all of the level “province” before 7/2025: 10 with figures",
    ]
    provinces = next(body for body in map(plain, tables(app)) if "Hà Tĩnh" in body)
    ranks = re.findall(r"<tr><td[^>]*>([\d–]+)</td><td[^>]*>([^<]+)</td>", provinces)
    assert ("1", "Thanh Hóa ●") in ranks
    assert ("4–5", "Thái Bình ●") in ranks  # Hà Tĩnh has nearly 2,000
    assert ("4–10", "Hà Tĩnh") in ranks
    tied = said(seen("compare.py", lang="en", area="2024-p38,2024-p19", indicator="members"))
    assert "first may be Thái Nguyên, nearly 17,000 people (5/2022); Thanh Hóa, over 15,000" in tied


def test_the_bars_carry_the_ranks_and_what_other_sources_say() -> None:
    bars = drawn(seen("compare.py", lang="en"))[0]["data"]
    assert [plain(label) for label in bars[0]["y"]] == [
        *("1. Thanh Hóa", "2. Thái Bình", "3. Phú Bình", "4. Trần Đề"),
    ]
    said_otherwise = [text for trace in bars for text in trace.get("hovertext", []) if "≠" in text]
    assert [plain(text).split("<br>")[0] for text in said_otherwise] == [
        *("≠ 2,349 teams (5/2025)", "≠ 4,351 teams (8 May 2025)"),
    ]


def test_two_indicators_against_each_other() -> None:
    app = seen("compare.py", lang="en")
    assert "8 areas have both: Community digital technology teams and Members" in said(app)
    chart = drawn(app)[1]
    hovers = {text for trace in chart["data"] for text in trace["hovertext"]}
    assert len(hovers) == 8
    (thai_binh,) = [text for text in hovers if "Thái Bình" in text]
    assert "1,797 teams (3 Dec 2024)" in plain(thai_binh)
    assert "nearly 12,000 people (3 Dec 2024)" in plain(thai_binh)
    assert {trace["mode"] for trace in chart["data"]} == {"markers+text"}
    ranked = seen("compare.py", lang="en", indicator="dti_rank", against="population")
    assert "63 areas have both" in said(ranked)
    low, high = drawn(ranked)[0]["layout"]["xaxis"]["range"]
    assert low > high  # the first rank is at the right


def test_rules_stand_beside_the_averages() -> None:
    app = seen("compare.py", lang="en")
    assert (
        "Members per team: Phú Bình over 6.5 (rule 4–7), Thái Bình nearly 6.7 (rule 5–6), "
        "Thanh Hóa 8.1 ≠ 4.4 (rule 3–9)"
    ) in said(app)
    chart = drawn(app)[-1]
    assert [plain(text) for text in chart["layout"]["yaxis"]["ticktext"]] == [
        *("Phú Bình  <b>4–7</b>", "Cà Mau  <b>≥ 4</b>", "Thái Bình  <b>5–6</b>"),
        *("Thanh Hóa  <b>3–9</b>", "Trần Đề  <b>≤ 10</b>", "Thái Bình, commune teams  <b></b>"),
    ]
    marks = dict(zip(chart["data"][1]["y"], chart["data"][1]["x"], strict=True))
    assert marks["Thái Bình"] == pytest.approx(12000 / 1797)
    assert marks["Thái Bình, commune teams"] == 10
    assert chart["data"][2]["x"] == [pytest.approx(19066 / 4351)]


def test_a_rule_of_a_told_apart_area_keeps_its_row() -> None:
    app = seen("compare.py", lang="en", area="2024-p48,2025-p48")
    labels = drawn(app)[-1]["layout"]["yaxis"]["ticktext"]
    assert [plain(text) for text in labels] == [
        "Đà Nẵng (city, since 7/2025)  <b>≥ 7</b>",
        "Đà Nẵng (city, before 7/2025)  <b></b>",
    ]


def test_areas_come_and_go_by_the_address() -> None:
    app = visit("compare.py")
    app.button("remove-2024-p96").click().run()
    assert address(app) == {"area": ",".join(code for code in FIVE_AREAS if code != "2024-p96")}
    button(app, "Năm địa bàn: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề")
    assert address(app) == {"area": ",".join(FIVE_AREAS)}
    app.selectbox("choose_against").set_value("dti_rank").run()
    assert address(app)["against"] == "dti_rank"
    app.selectbox("choose_indicator").set_value("members").run()
    assert address(app)["indicator"] == "members"
    assert not app.exception


@pytest.mark.parametrize(("width", "language"), [("390", "vi"), ("1440", "en")])
@pytest.mark.parametrize(
    "asked",
    [
        {"area": "2024-c15718"},
        {"area": "2025-c14758", "indicator": "online_dossier_rate"},
        {"area": "vn,2025-p38", "indicator": "population", "against": "population"},
        {"area": "2024-v05944-xom-hin,2024-p38", "against": "smartphone_rate"},
    ],
)
def test_areas_with_little_or_nothing_are_shown(
    asked: dict[str, str], width: str, language: str, window: dict[str, str]
) -> None:
    window["viewport"] = width
    app = visit("compare.py", lang=language, **asked)
    assert not app.exception
    assert not app.warning
    nothing = "chưa có số liệu" if language == "vi" else NOTHING
    assert any(nothing in plain(body) for body in tables(app))


def test_one_area_shows_all_its_figures() -> None:
    table = next(
        body for body in tables(seen("compare.py", area="2024-c15718")) if "<table" in body
    )
    assert "3.500" in read(table)
    assert "3.790" in read(table)


def test_a_phone_gets_a_list_instead_of_a_wide_table(window: dict[str, str]) -> None:
    window["viewport"] = "390"
    app = visit("compare.py", lang="en")
    assert not any("Areas side by side" in body for body in tables(app))
    (listed,) = [body for body in tables(app) if "<dl" in body]
    assert "Phú Bình 276 teams 6/2022" in read(listed)
    assert "no figure: Cà Mau, Trần Đề" in read(listed)
