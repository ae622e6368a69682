"""Answers are kept while they are true, and no longer."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import cache, warehouse
from tests.world import build_world


@pytest.fixture
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    build_world(tmp_path / "atlas.duckdb").close()
    warehouse.forget()
    yield
    warehouse.forget()


ASKED = {"dataset": "published", "indicator": "teams", "areas": ["2024-p91"]}


@pytest.mark.usefixtures("_world")
def test_an_answer_is_kept_until_something_is_written() -> None:
    first = cache.frame("trend_by_area", **ASKED)
    assert len(first) > 0
    assert cache.frame("trend_by_area", **dict(reversed(ASKED.items()))) is first
    assert cache.frame("trend_by_area", **ASKED | {"areas": []}) is not first
    assert cache.frame("trend_by_area", **ASKED | {"dataset": "reported"}) is not first
    counted = int(cache.frame("counts_by_dataset")["observations"].iloc[0])
    with warehouse.shared().transaction() as cursor:
        cursor.execute(
            "delete from observation where area_id = '2024-p91' and indicator_id = 'teams'"
        )
    assert cache.frame("trend_by_area", **ASKED).empty
    assert int(cache.frame("counts_by_dataset")["observations"].iloc[0]) == counted - len(first)


@pytest.mark.usefixtures("_world")
def test_rows_are_those_of_the_frame_and_kept_as_long() -> None:
    first = cache.rows("trend_by_area", **ASKED)
    assert [row.value for row in first] == cache.frame("trend_by_area", **ASKED)["value"].tolist()
    assert cache.rows("trend_by_area", **ASKED) is first
    with warehouse.shared().transaction() as cursor:
        cursor.execute("delete from observation where area_id = '2024-p91'")
    assert cache.rows("trend_by_area", **ASKED) == ()


def test_the_latest_answers_are_kept_and_of_one_version_only() -> None:
    made: list[object] = []

    def ask(kept: cache.Latest, version: int, asked: int) -> object:
        return kept(version, asked, lambda: made.append(asked) or asked)  # type: ignore[func-returns-value]

    kept = cache.Latest(most=2)
    for asked in (1, 2, 1, 3, 1, 2):
        assert ask(kept, 1, asked) == asked
    assert made == [1, 2, 3, 2]  # 2 was asked for longest ago when 3 came
    ask(kept, 2, 1)
    ask(kept, 1, 1)  # which nobody asks of an older warehouse but a run that began before
    assert made == [1, 2, 3, 2, 1, 1]


def test_frames_are_kept_up_to_a_number_of_cells() -> None:
    kept = cache.Latest(most=10, cells=100)
    made: list[int] = []

    def ask(rows: int, times: int = 1) -> None:
        for _time in range(times):

            def make() -> pd.DataFrame:
                made.append(rows)
                return pd.DataFrame({"a": range(rows), "b": 0})

            assert len(kept(1, rows, make)) == rows

    ask(20, times=2)
    ask(25, times=2)
    assert made == [20, 25]  # 90 cells
    ask(10)
    assert made == [20, 25, 10]
    ask(25)
    ask(20)
    assert made == [20, 25, 10, 20]  # 110 cells were too many, so the first went
    ask(60, times=2)
    ask(20)
    assert made[4:] == [60, 60]  # too large to be kept, and nothing went for it
