"""Every query gives the same on DuckDB and on Apache Spark with two workers: `make test-spark`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import pandas as pd
import pytest

import queries
from data import engine, warehouse
from data.faults import EngineError
from queries.distant import EMBEDDED
from tests import distant_world, sail
from tests.spark import cluster, large

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not cluster.home(), reason=f"{cluster.HOME} names no Spark: make test-spark"
    ),
]

ASKED = [name for name in queries.names() if name not in EMBEDDED]
# Every row of the largest tables, which nobody asks an engine for: they are made into files here.
WHOLE = {name for name in ASKED if name.startswith("snapshot/")}
LONG = "coverage_by_indicator"  # reads all that is of a dataset


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[cluster.Cluster]:
    with cluster.running(tmp_path_factory.mktemp("spark")) as started:
        assert started.executors() == 2
        yield started


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first questions find a cold cluster on a small machine."""
    monkeypatch.setenv("ATLAS_WAREHOUSE_TOKEN", cluster.TOKEN)
    monkeypatch.setenv("ATLAS_WAREHOUSE_SECONDS", "300")


def compare(name: str, params: dict[str, object], took: list[tuple[float, float, str]]) -> int:
    """How many rows both gave; the seconds of here and there are noted."""
    started = perf_counter()
    with warehouse.shared().cursor() as cursor:
        expected = queries.run(cursor, name, **params)
    between = perf_counter()
    found = engine.frame(name, **params)
    took.append((between - started, perf_counter() - between, name))
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    return len(expected)


def say(what: str, took: list[tuple[float, float, str]]) -> None:
    here, there = median(each[0] for each in took), median(each[1] for each in took)
    slowest = ", ".join(f"{name} {there:.1f}" for _, there, name in sorted(took, key=_there)[-5:])
    print(f"\n{what}: {len(took)} questions, median {here:.3f} s here, {there:.3f} s on Spark")
    print(f"slowest there: {slowest}")


def _there(each: tuple[float, float, str]) -> float:
    return each[1]


def test_the_invented_months(spark: cluster.Cluster, tmp_path: Path) -> None:
    distant_world.build(tmp_path / "atlas.duckdb")
    took: list[tuple[float, float, str]] = []
    with sail.asked_of(spark.address, tmp_path):
        for name in ASKED:
            rows = [
                compare(name, {param: asked[param] for param in queries.params_of(name)}, took)
                for asked in distant_world.ASKED.values()
            ]
            assert sum(rows), name
    say("invented months", took)


@pytest.fixture(scope="module")
def three_million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    assert large.build(folder / "atlas.duckdb") > 3_000_000
    return folder


def test_three_million_figures(spark: cluster.Cluster, three_million: Path) -> None:
    asked = large.asked(three_million / "atlas.duckdb")
    took: list[tuple[float, float, str]] = []
    empty = []
    with sail.asked_of(spark.address, three_million):
        for name in (name for name in ASKED if name not in WHOLE):
            params = {param: asked[param] for param in queries.params_of(name)}
            if name == "all_figures":
                params["dataset"] = "published"
            if not compare(name, params, took):
                empty.append(name)
    say("three million figures", took)
    print(f"nothing found: {', '.join(empty)}")


def test_a_wrong_token_is_refused(
    spark: cluster.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distant_world.build(tmp_path / "atlas.duckdb")
    monkeypatch.setenv("ATLAS_WAREHOUSE_TOKEN", "wrong")
    with sail.asked_of(spark.address, tmp_path):
        started = perf_counter()
        with pytest.raises(EngineError) as caught:
            engine.frame("area_by_id", area="vn")
    assert caught.value.code == "refused"
    assert perf_counter() - started < 10


def test_a_worker_that_dies_changes_nothing(spark: cluster.Cluster, three_million: Path) -> None:
    """Last, as one worker is gone after it."""
    found: list[pd.DataFrame] = []
    asked = large.asked(three_million / "atlas.duckdb")
    with sail.asked_of(spark.address, three_million):
        params = {param: asked[param] for param in queries.params_of(LONG)}
        with warehouse.shared().cursor() as cursor:
            expected = queries.run(cursor, LONG, **params)
        engine.frame("area_by_id", area="vn")
        asking = threading.Thread(target=lambda: found.append(engine.frame(LONG, **params)))
        asking.start()
        sleep(0.7)
        assert asking.is_alive(), "the question was answered before the worker could die"
        spark.kill("two")
        asking.join()
    (answer,) = found
    pd.testing.assert_frame_equal(answer, expected, check_exact=True)
