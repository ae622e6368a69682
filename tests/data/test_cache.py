"""Answers are kept while they are true, and no longer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import cache, engine, warehouse
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


@pytest.mark.usefixtures("_world")
def test_rows_of_a_small_frame_that_is_kept_are_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    answer = engine.rows

    def rows(name: str, **params: Any) -> Any:
        asked.append(name)
        return answer(name, **params)

    monkeypatch.setattr(engine, "rows", rows)
    frame = cache.frame("area_by_id", area="2024-p91")
    (row,) = cache.rows("area_by_id", area="2024-p91")
    assert asked == []
    assert row == next(frame.itertuples(index=False))
    (other,) = cache.rows("area_by_id", area="2024-p92")
    assert asked == ["area_by_id"]
    assert other.area_id == "2024-p92"
    with warehouse.shared().transaction() as cursor:
        cursor.execute("update area set name = 'Anew' where area_id = '2024-p91'")
    assert cache.rows("area_by_id", area="2024-p91")[0].name == "Anew"
