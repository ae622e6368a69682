"""≠ stands behind every value that sources disagree about, by one rule on every page."""

from datetime import date

import pytest

from data.cache import frame as ask
from pages.parts import overview_words
from pages.parts.figures_table import signs
from pages.parts.map_picture import payload
from tests.pages.mapping import days, scene, shown

pytestmark = pytest.mark.usefixtures("released", "session", "window")
THANH_HOA = "2024-p38"
LAST = {"indicator": "teams", "date": date(2025, 6, 30)}


def test_the_map_says_in_every_place_that_sources_disagree() -> None:
    opened = scene(areas=(THANH_HOA,), **LAST)
    assert opened.title == "Thanh Hóa: trên 4.000 tổ ≠ (6/2025)"
    line = next(line for line in opened.lines if line[0] == THANH_HOA)
    assert line[3] == "trên 4.000 tổ ≠"
    sent = payload(opened)
    place = shown(sent, days(sent).index(LAST["date"]))[38]
    assert place.words == "trên 4.000 tổ ≠"
    assert "≠ các nguồn nói khác nhau trong vòng một năm trước đó" in place.note


def test_before_the_dispute_there_is_no_sign() -> None:
    earlier = scene(indicator="teams", date=date(2024, 10, 31), areas=(THANH_HOA,))
    assert earlier.title.startswith("Thanh Hóa: 4.351 tổ (10/2024)")


def test_history_the_latest_values_and_the_overview_have_one_rule() -> None:
    place = {"indicator": "teams", "vintage": "2024", "level": "province"}
    latest = ask("latest_by_area", date=date(9999, 12, 31), **place).dropna(subset=["value"])
    history = ask("history_by_area", within="", **place).groupby("area_id").tail(1)
    disputed = set(latest.loc[latest["disputed"], "area_id"])
    assert disputed == set(history.loc[history["disputed"], "area_id"])
    ever = ask("trend_by_area", indicator="teams", areas=list(latest["area_id"]))
    own = overview_words.by_area(ever)
    assert disputed == {code for code, rows in own.items() if overview_words.rivals(rows)}
    assert THANH_HOA in disputed


def test_the_nation_has_its_signs() -> None:
    asked = {"indicator": "teams", "vintage": "2024", "level": "nation"}
    row = ask("latest_by_area", date=date(2022, 12, 31), **asked).iloc[0]
    assert (row["value"], row["qualifier"], signs(row)[:2]) == (9400, "nearly", " ≠")
