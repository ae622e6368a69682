"""Several sessions at once over the browser's own protocol: no errors, and to each its own figures.

A few seconds of what `make soak` does; how long anything takes is not asked here.
"""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from benchmarks.session import Session
from benchmarks.sessions import soak
from tests.e2e.monthly import Simulation
from tests.running_app import RunningApp

Result = TypeVar("Result")

# Communes of two provinces, with the months that each reported teams.
FIGURES = """
select area_id, list(value order by as_of) as months
from observation
where dataset = 'demo' and indicator_id = 'teams' and area_id in (
    '2025-c05923', '2025-c05908', '2025-c14758', '2025-c14797'
)
group by area_id order by area_id
"""


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """What comes of the work, in a loop of its own: the browser of other journeys has one here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def drawn(session: Session) -> set[tuple[float, ...]]:
    """The values of every line that the page draws."""
    charts = [json.loads(each.plotly_chart.spec) for each in session.all("plotly_chart")]
    lines = [line for chart in charts for line in chart["data"] if "y" in line]
    return {tuple(value for value in line["y"] if value is not None) for line in lines}


def test_sessions_at_once_see_no_error(simulation: Simulation) -> None:
    app = RunningApp(simulation.url, Path(), 0, simulation.pid)
    seen = run(soak(app, sessions=4, seconds=6, pace=1))
    assert seen.errors == []
    assert len(seen.changes) >= 4
    assert all(run.size > 10_000 for run in seen.changes)  # a page, not a blank


def test_each_session_is_sent_the_figures_of_its_own_place(
    simulation: Simulation, simulated: duckdb.DuckDBPyConnection
) -> None:
    stored = simulated.execute(FIGURES).fetchall()
    assert len(stored) == 4
    assert len({tuple(months) for _area, months in stored}) == 4

    async def look(place: int, area: str) -> tuple[str, set[tuple[float, ...]]]:
        language = "&lang=en" if place % 2 else ""
        path = f"/trends?data=demo&indicator=teams&area={area}{language}"
        async with Session(simulation.url, path) as session:
            assert (await session.run()).errors == ()
            first, id_before = drawn(session), session.id
            await session.lose_line()
            assert (await session.run()).errors == ()
            assert session.id == id_before
            assert drawn(session) == first
            buttons = [each.button.label for each in session.all("button")]
            assert ("Tiếng Việt" if language else "English") in buttons
            return area, first

    async def look_at_all() -> list[tuple[str, set[tuple[float, ...]]]]:
        return await asyncio.gather(*(look(place, row[0]) for place, row in enumerate(stored)))

    for (area, lines), (_area, months) in zip(run(look_at_all()), stored, strict=True):
        assert tuple(months) in lines, area
        others = {tuple(own) for other, own in stored if other != area}
        assert not lines & others, area
