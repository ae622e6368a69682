"""What is stored while a page is drawn is on the whole page or on none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import engine, warehouse
from pages.parts.one_state import MOST_AGAIN
from tests.monthly_world import build
from tests.pages.reading import said, title, visit

PLACE = {"data": "reported", "indicator": "teams", "area": "2025-c91001", "lang": "en"}
FIRST, LAST = "trend_by_area", "targets_by_area"  # of the questions of the page
Meanwhile = Callable[[str, Callable[[int], None]], list[int]]


@pytest.fixture
def meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    """Lets something happen each time a question was answered."""
    build(tmp_path / "atlas.duckdb")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()

    def after(question: str, happens: Callable[[int], None]) -> list[int]:
        times: list[int] = []
        answer = engine.frame

        def frame(name: str, **params: Any) -> Any:
            found = answer(name, **params)
            if name == question:
                times.append(len(times))
                happens(times[-1])
            return found

        monkeypatch.setattr(engine, "frame", frame)
        return times

    yield after
    warehouse.forget()


def store(teams: float) -> None:
    with warehouse.shared().transaction() as cursor:
        cursor.execute(
            "update observation set value = $n, low = $n, high = $n "
            "where area_id = '2025-c91001' and indicator_id = 'teams' and as_of = '2025-10-31'",
            {"n": teams},
        )


def trends() -> AppTest:
    app = visit("trends.py", **PLACE)
    assert not app.exception
    return app


def test_a_page_shows_what_came_while_it_was_drawn_and_nothing_of_before(
    meanwhile: Meanwhile,
) -> None:
    times = meanwhile(FIRST, lambda time: store(70) if not time else None)
    app = trends()
    assert len(times) > 1
    assert "70 teams" in title(app)
    assert "7 teams" not in said(app).replace("70 teams", "")


def test_a_failure_of_a_page_whose_answers_do_not_fit_together_is_none(
    meanwhile: Meanwhile,
) -> None:
    def fail_once(time: int) -> None:
        if not time:
            store(70)
            raise KeyError("of one state, asked of another")

    meanwhile(LAST, fail_once)
    assert "70 teams" in title(trends())


def test_a_failure_of_its_own_is_said(meanwhile: Meanwhile) -> None:
    def fail(_time: int) -> None:
        raise KeyError("whatever is stored")

    meanwhile(LAST, fail)
    assert visit("trends.py", **PLACE).exception


def test_who_stores_without_a_pause_lets_readers_read(meanwhile: Meanwhile) -> None:
    times = meanwhile(LAST, lambda time: store(100 + time))  # asked once a run
    assert "teams" in title(trends())
    assert len(times) == 1 + MOST_AGAIN
