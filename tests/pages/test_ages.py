"""How old a figure is: to today at the last step of time, to the step's own day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pages.parts import figures_table, overview_words, wording
from pages.parts.map_picture import payload
from tests.pages.mapping import scene

pytestmark = pytest.mark.usefixtures("released", "session", "window")
TODAY = date(2026, 10, 15)


class Today(date):
    @classmethod
    def today(cls) -> Today:
        return cls(TODAY.year, TODAY.month, TODAY.day)


def dates(day: date) -> dict[str, str]:
    drawn = replace(scene(indicator="teams", date=day), today=TODAY)
    assert payload(drawn)["today"] == "2026-10-15"
    return {line[2]: line[4] for line in drawn.lines}


def test_ages_are_counted_to_today_at_the_last_step_only() -> None:
    last = dates(date(2025, 6, 30))
    assert last["Thanh Hóa"] == "6/2025 · cũ 1 năm"
    assert last["Thái Bình"] == "3/12/2024 · cũ 1 năm"
    before = dates(date(2025, 5, 31))
    assert before["Thanh Hóa"] == "5/2025"
    assert before["Thái Bình"] == "3/12/2024 · cũ 5 tháng"


def test_an_age_of_a_year_stands_behind_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "date", Today)
    assert wording.long_ago(date(2025, 10, 31)) == " · cũ 1 năm"
    assert wording.long_ago(date(2025, 11, 1)) == ""
    assert wording.long_ago(None) == ""
    make: Any = figures_table._of_area
    table, _notes = make.__wrapped__("2024-d173", "teams")
    assert "276 tổ (6/2022 · cũ 4 năm)" in list(table["Giá trị"])
    (row,) = (
        scene(indicator="teams", date=date(2024, 12, 3))
        .known.query("area_id == '2024-p34'")
        .itertuples()
    )
    assert overview_words.day_and_age(row) == "3/12/2024 · cũ 1 năm"
