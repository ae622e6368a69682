"""Sentences on figures, in both languages."""

from typing import Any

import pandas as pd
import pytest

from data.peers import similar
from pages.parts import language, reading_lines
from pages.parts.catalogue import Indicator
from tests.data.test_reading import OPEN, Row, row
from tests.pages.reading import address, button, plain, visit

RATE = Indicator("rate", "Rate", "", "%", "%", "ratio", "more", 1)
TEAMS = Indicator("teams", "Teams", "", "tổ", "teams", "count", "more", 0)
PEOPLE = Indicator("people", "People", "", "người", "people", "count", "neither", 0)
SCORE = Indicator("score", "Score", "", "điểm", "points", "score", "more", 2)
SEPTEMBER = {"as_of": pd.Timestamp(2026, 9, 30), "starts_on": pd.Timestamp(2026, 9, 1)}


class Said(Row):
    """A row that can also be written."""

    precision = "month"
    qualifier = "exact"
    area_id = "here"


def said(value: float, *ends: float, **rest: Any) -> Said:
    return Said(*row(value, *ends, **rest))


def before(value: float, *ends: float, **rest: Any) -> Said:
    return said(value, *ends, **SEPTEMBER, **rest)


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    code = str(request.param)
    monkeypatch.setattr("streamlit.session_state", {"language": code, "lang": code})
    monkeypatch.setattr("pages.parts.editions.breaks_of", lambda _indicator: [])
    return code


@pytest.mark.parametrize(
    ("indicator", "earlier", "later", "vi", "en"),
    [
        (
            RATE,
            before(60),
            said(66.2),
            "▲ Tăng 6,2 điểm phần trăm so với 9/2026: tốt hơn",
            "▲ Up 6.2 percentage points since 9/2026: better",
        ),
        (
            RATE,
            before(66.2),
            said(60),
            "▼ Giảm 6,2 điểm phần trăm so với 9/2026: kém hơn",
            "▼ Down 6.2 percentage points since 9/2026: worse",
        ),
        (
            RATE,
            before(60),
            said(61.2),
            "≈ Chưa thấy thay đổi rõ so với 9/2026 (tăng 1,2 điểm phần trăm)",
            "≈ No clear change since 9/2026 (up 1.2 percentage points)",
        ),
        (
            RATE,
            before(60),
            said(64.99),
            "≈ Chưa thấy thay đổi rõ so với 9/2026 (tăng 4,9 điểm phần trăm)",
            "≈ No clear change since 9/2026 (up 4.9 percentage points)",
        ),
        (RATE, before(60), said(60), "≈ Không đổi so với 9/2026", "≈ Unchanged since 9/2026"),
        (
            RATE,
            before(60),
            said(70, 68.04, 72.01),
            "▲ Tăng 8–12,1 điểm phần trăm so với 9/2026: tốt hơn",
            "▲ Up 8–12.1 percentage points since 9/2026: better",
        ),
        (
            RATE,
            before(70),
            said(60, OPEN, 60),
            "▼ Giảm ít nhất 10 điểm phần trăm so với 9/2026: kém hơn",
            "▼ Down at least 10 percentage points since 9/2026: worse",
        ),
        (
            RATE,
            before(60, 58, 62),
            said(61),
            "≈ Chưa thấy thay đổi rõ so với 9/2026 (từ −1 đến +3 điểm phần trăm)",
            "≈ No clear change since 9/2026 (between −1 and +3 percentage points)",
        ),
        (
            PEOPLE,
            before(1000),
            said(1100),
            "▲ Tăng 10 % so với 9/2026",
            "▲ Up 10% since 9/2026",
        ),
        (
            TEAMS,
            before(0),
            said(1100),
            "▲ Tăng từ 0 tổ lên 1.100 tổ so với 9/2026: tốt hơn",
            "▲ Up from 0 teams to 1,100 teams since 9/2026: better",
        ),
        (
            SCORE,
            before(0.6),
            said(0.72),
            "▲ Tăng từ 0,6 điểm lên 0,72 điểm so với 9/2026: tốt hơn",
            "▲ Up from 0.6 points to 0.72 points since 9/2026: better",
        ),
        (
            TEAMS,
            before(60, in_conflict=True),
            said(66.2),
            "◇ Không so sánh với 9/2026: các nguồn nêu khác nhau.",
            "◇ Not compared with 9/2026: sources disagree.",
        ),
    ],
)
def test_what_changed(
    spoken: str, indicator: Indicator, earlier: Said, later: Said, vi: str, en: str
) -> None:
    assert language.current() == spoken
    line = reading_lines.changed(indicator, earlier, later)
    assert plain(line) == {"vi": vi, "en": en}[spoken]


def test_beside_the_province_says_how_much_of_it_is_known(spoken: str) -> None:
    whole = said(60, carried="ratio", parts=95, expected=102)
    line = plain(reading_lines.beside(RATE, said(66), whole, "Cà *Mau*"))
    assert (
        line
        == {
            "vi": "▲ Cao hơn Cà *Mau* 6 điểm phần trăm (60 %; 95/102 xã): tốt hơn",
            "en": "▲ 6 percentage points above Cà *Mau* (60%; 95 of 102 communes): better",
        }[spoken]
    )
    assert "*" not in reading_lines.beside(RATE, said(66), whole, "Cà *Mau*")
    assert reading_lines.beside(RATE, said(64), whole, "Cà Mau") == ""


def other(name: str, value: float, *ends: float, **rest: Any) -> Said:
    made = type(name, (Said,), {"area_id": name})
    return made(*row(value, *ends, **rest))  # type: ignore[no-any-return]


def test_a_rank_keeps_ties_and_bounds(spoken: str) -> None:
    around = [other("a", 9), other("b", 5, 4, 8), other("c", 5), other("d", 1, **SEPTEMBER)]
    line = plain(reading_lines.rank_among(TEAMS, said(5), around, "xã"))
    # Sure to be behind a alone; b may be before or behind it, c is level with it.
    assert (
        line
        == {
            "vi": "◆ Hạng 2–4 trong 4: xã, tính cả nơi này",
            "en": "◆ Rank 2–4 of 4: xã, itself among them",
        }[spoken]
    )
    partial = [other("a", 9, carried="ratio", parts=1, expected=2), other("b", 1), other("c", 2)]
    assert "1–2" in reading_lines.rank_among(RATE, said(5), partial, "xã")
    assert reading_lines.rank_among(TEAMS, said(5), around[:1], "xã") == ""
    assert reading_lines.rank_among(TEAMS, said(5, in_conflict=True), around, "xã") == ""


@pytest.mark.usefixtures("released")
def test_similar_areas_are_one_click_away() -> None:
    app = visit("compare.py", area="2025-p38", lang="en")
    assert not app.exception
    button(app, "Similar areas: Thanh Hóa")
    chosen = address(app)["area"].split(",")
    assert chosen == ["2025-p38", *similar("2025-p38", "published").areas]
    assert len(chosen) == 9
    nation = visit("compare.py", area="vn", lang="en")
    assert not [each for each in nation.button if "Similar" in each.label]
