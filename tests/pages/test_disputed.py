"""≠ stands behind every value that sources disagree about, by one rule on every page."""

import html
from datetime import date
from typing import Any

import pytest

from data.cache import frame as ask
from pages.parts import compare_table, overview_words, trend_tables, trend_words
from pages.parts.catalogue import indicator
from pages.parts.compare_scene import compare_of
from pages.parts.figures_table import signs
from pages.parts.map_picture import payload
from pages.parts.trend_scene import trend_of
from tests.pages.mapping import days, scene, shown

pytestmark = pytest.mark.usefixtures("released", "session", "window")
THANH_HOA = "2024-p38"
DAY = date(2025, 6, 30)
LAST: dict[str, Any] = {"indicator": "teams", "date": DAY}


def test_the_map_says_in_every_place_that_sources_disagree() -> None:
    opened = scene(areas=(THANH_HOA,), **LAST)
    assert opened.title == "Thanh Hóa: trên 4.000 tổ ≠ (6/2025)"
    line = next(line for line in opened.lines if line[0] == THANH_HOA)
    assert line[3] == "trên 4.000 tổ ≠"
    sent = payload(opened)
    place = shown(sent, days(sent).index(DAY))[38]
    assert place.words == "trên 4.000 tổ ≠"
    assert "≠ các nguồn nói khác nhau trong vòng một năm trước đó" in place.note


def test_before_the_dispute_there_is_no_sign() -> None:
    earlier = scene(indicator="teams", date=date(2024, 10, 31), areas=(THANH_HOA,))
    assert earlier.title.startswith("Thanh Hóa: 4.351 tổ (10/2024)")


def test_history_the_latest_values_and_the_overview_have_one_rule() -> None:
    place = {
        "indicator": "teams",
        "vintage": "2024",
        "level": "province",
        "dataset": "published",
    }
    latest = ask("latest_by_area", date=date(9999, 12, 31), **place).dropna(subset=["value"])
    history = ask("history_by_area", within="", **place).groupby("area_id").tail(1)
    disputed = set(latest.loc[latest["disputed"], "area_id"])
    assert disputed == set(history.loc[history["disputed"], "area_id"])
    ever = ask(
        "trend_by_area", indicator="teams", dataset="published", areas=list(latest["area_id"])
    )
    own = overview_words.by_area(ever)
    assert disputed == {code for code, rows in own.items() if overview_words.rivals(rows)}
    assert THANH_HOA in disputed


def test_the_nation_has_its_signs() -> None:
    asked = {
        "indicator": "teams",
        "vintage": "2024",
        "level": "nation",
        "dataset": "published",
    }
    row = ask("latest_by_area", date=date(2022, 12, 31), **asked).iloc[0]
    assert (row["value"], row["qualifier"], signs(row)[:2]) == (9400, "nearly", " ≠")


def test_a_ratio_of_a_disputed_pair_says_what_it_is_by_the_other_source() -> None:
    cell = compare_of((THANH_HOA,)).measures["members_per_team"].cells[THANH_HOA]
    assert cell.words == "8,1"
    whole = compare_of((THANH_HOA,)).measures["teams"].cells[THANH_HOA]
    assert "<strong>trên 4.000 tổ ≠</strong>" in compare_table._cell(whole)
    assert "<strong>8,1 ≠ 4,4</strong>" in compare_table._cell(cell)
    drawn = scene(indicator="members", per="teams", date=date(2025, 5, 31), areas=(THANH_HOA,))
    assert drawn.title == "Thanh Hóa: 8,12 người/tổ ≠ (5/2025)"


def test_the_list_under_the_trends_says_what_is_plotted() -> None:
    per = trend_of(indicator("teams"), (THANH_HOA, "2024-p34"), per="people")
    listed = html.unescape(trend_tables._ages(per))
    assert "trên 1,09 tổ/1.000 dân ≠ · 6/2025 · chia cho khoảng 3.645.800 (2019)" in listed
    assert "4.000 tổ" not in listed
    assert any(said.startswith("Chia cho dân số của 2019,") for said in trend_words.remarks(per))
    plain = trend_of(indicator("teams"), (THANH_HOA,))
    assert "trên 4.000 tổ ≠ · 6/2025" in trend_tables._ages(plain)
    assert not any("Chia cho dân số" in said for said in trend_words.remarks(plain))
