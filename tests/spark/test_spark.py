"""Every query gives the same on DuckDB and on Apache Spark with two workers: `make test-spark`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
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


took: list[tuple[float, float, str]] = []  # seconds here and there, and which query


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[cluster.Cluster]:
    """The cluster; whoever asks it has the token, and is patient: it starts cold."""
    with cluster.running(tmp_path_factory.mktemp("spark")) as started:
        assert started.said(cluster.JOINED) == 2
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ATLAS_WAREHOUSE_TOKEN", cluster.TOKEN)
            patch.setenv("ATLAS_WAREHOUSE_SECONDS", "280")
            yield started


@pytest.fixture(scope="class")
def months(spark: cluster.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The invented months, asked of Spark."""
    folder = tmp_path_factory.mktemp("months")
    distant_world.build(folder / "atlas.duckdb")
    with sail.asked_of(spark.address, folder):
        yield
    say("invented months")


@pytest.fixture(scope="class")
def millions(
    spark: cluster.Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, object]]:
    """Three million figures, asked of Spark; gives what is asked of them."""
    folder = tmp_path_factory.mktemp("large")
    assert large.build(folder / "atlas.duckdb") > 3_000_000
    asked = large.asked(folder / "atlas.duckdb")
    with sail.asked_of(spark.address, folder):
        yield asked
    say("three million figures")


def compare(name: str, asked: dict[str, object]) -> int:
    """How many rows both gave."""
    params = {param: asked[param] for param in queries.params_of(name)}
    started = perf_counter()
    with warehouse.shared().cursor() as cursor:
        expected = queries.run(cursor, name, **params)
    between = perf_counter()
    found = engine.frame(name, **params)
    took.append((between - started, perf_counter() - between, name))
    # Workers add fractions in any order, which the last of sixteen digits may show.
    pd.testing.assert_frame_equal(found, expected, rtol=1e-14, atol=0)
    return len(expected)


def say(what: str) -> None:
    """Prints what the questions took since the last time."""
    if not took:
        return
    here, there = median(each[0] for each in took), median(each[1] for each in took)
    print(f"\n{what}: {len(took)} questions, median {here:.3f} s here, {there:.3f} s on Spark")
    for seconds, other, name in sorted(took, key=lambda each: each[1])[-6:]:
        print(f"  {name}: {seconds:.2f} s here, {other:.1f} s on Spark")
    took.clear()


class TestInventedMonths:
    @pytest.mark.parametrize("name", ASKED)
    @pytest.mark.usefixtures("months")
    def test_both_answer_alike(self, name: str) -> None:
        assert sum(compare(name, asked) for asked in distant_world.different(name))

    @pytest.mark.usefixtures("months")
    def test_a_wrong_token_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ATLAS_WAREHOUSE_TOKEN", "wrong")
        started = perf_counter()
        with pytest.raises(EngineError) as caught:
            engine.frame("area_by_id", area="vn")
        assert caught.value.code == "refused"
        assert perf_counter() - started < 10


class TestThreeMillion:
    @pytest.mark.parametrize("name", [name for name in ASKED if name not in WHOLE])
    def test_both_answer_alike(self, millions: dict[str, object], name: str) -> None:
        of_all = {"dataset": "published"} if name == "all_figures" else {}
        compare(name, millions | of_all)

    def test_a_worker_that_dies_changes_nothing(
        self, spark: cluster.Cluster, millions: dict[str, object]
    ) -> None:
        """Last, as one worker is gone after it."""
        params = {param: millions[param] for param in queries.params_of(LONG)}
        with warehouse.shared().cursor() as cursor:
            expected = queries.run(cursor, LONG, **params)
        engine.frame(LONG, **params)  # so that the next one only reads and reckons
        found: list[pd.DataFrame] = []
        begun = spark.said(cluster.BEGAN)
        asking = threading.Thread(target=lambda: found.append(engine.frame(LONG, **params)))
        asking.start()
        while spark.said(cluster.BEGAN) < begun + 2 and asking.is_alive():
            sleep(0.02)
        assert asking.is_alive(), "the question was answered before the worker could die"
        spark.kill("two")
        asking.join()
        assert spark.said(cluster.LOST), "nobody missed the worker"
        assert len(expected)
        pd.testing.assert_frame_equal(found[0], expected, check_exact=True)
