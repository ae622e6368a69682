"""A program imports while several sessions read every page: no error, and no wrong figure.

A few seconds of what `make soak ARGS=--importing` does; how long anything takes is not asked here.
"""

import asyncio
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest

from benchmarks.figures import FIXED, WRONG, fixed, look_again, published
from benchmarks.importing import IMPORT, LOOK, Importer, value_of
from benchmarks.memory import by_minute, slope
from benchmarks.reader import ARRIVALS
from benchmarks.session import Run, Session
from benchmarks.sessions import soak
from pages.parts.navigation import FILES
from tests.running_app import RunningApp, running_app

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """What comes of the work, in a loop of its own: the browser of other journeys has one here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def app(simulated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app of its own, since files come in."""
    folder = tmp_path_factory.mktemp("importing")
    shutil.copy(simulated_file, folder / "atlas.duckdb")
    with running_app(folder, folder / "app.log") as found:
        yield found
    said = found.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback (most recent call last)" not in said, said


def test_every_page_is_in_the_way() -> None:
    assert {urlsplit(each).path.strip("/") for each in ARRIVALS} == set(FILES)


def test_what_is_imported_is_seen_at_once_and_nothing_else_changes(
    app: RunningApp, simulated_file: Path
) -> None:
    importer = Importer(app.url, app.log.parent, published(simulated_file), every=3)
    seen = run(soak(app, sessions=6, seconds=8, pace=1, importer=importer))
    assert seen.errors == []
    causes = [cause for cause, _run in seen.runs]
    assert causes.count(IMPORT) == len(importer.sent) >= 1
    assert causes.count(LOOK) == 2 * (1 + causes.count(IMPORT))
    assert len(seen.changes) >= 6

    async def judge_again() -> tuple[Run, Run]:
        """The same looks, where another figure is wanted: the judges can say no."""
        async with Session(app.url) as session:
            area = importer.watched[0]
            path = f"/trends?data=reported&indicator=teams&area={area}"
            shown = await session.go(path)
            importer.sent[0] = 1  # as if another file had been the last
            other = importer.judged(session, path, shown)
            before = await fixed(session)
            before[FIXED[0]] = ("another title", *before[FIXED[0]][1:])
            return other, await look_again(session, FIXED[0], before)

    for judged in run(judge_again()):
        assert len(judged.errors) == 1
        assert judged.errors[0].startswith(WRONG)


def test_no_two_files_say_the_same_of_a_commune() -> None:
    assert all(value_of(n, place) != value_of(n + 1, place) for n in range(99) for place in (0, 19))


def test_memory_is_said_by_the_minute_and_its_slope_is_that_of_the_last_half() -> None:
    rising = [(at, 100.0 if at < 300 else 100 + (at - 300) / 30) for at in range(0, 601, 10)]
    assert slope(rising) == pytest.approx(2.0)
    assert slope([(at, 80.0) for at in range(0, 100, 10)]) == 0
    assert by_minute(rising)[:2] == [(0, 100.0), (1, 100.0)]
    assert str(slope([(0, 1.0)])) == "nan"
