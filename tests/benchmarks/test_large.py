"""The large warehouses hold what they promise, and twice the same; their table reckons right."""

from math import inf, nan
from pathlib import Path
from typing import Any

import duckdb
import pytest

import queries
from benchmarks import asked, costs, large
from benchmarks.costs import Cost

TINY = large.Size("tiny", months=3, indicators=6, communes=40, teams=1)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One warehouse in the order of readers, one in that of files."""
    folder = tmp_path_factory.mktemp("large")
    return large.kept(TINY, folder=folder), large.kept(TINY, as_files_came=True, folder=folder)


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_it_holds_the_reports_that_came_of_every_indicator(both: tuple[Path, Path]) -> None:
    reports = [
        (commune, month)
        for commune in range(1, 41)
        for month in range(3)
        if (7 * commune + 11 * month) % 50 != 0
    ]
    assert len(reports) < 120
    held = "select count(*), count(distinct indicator_id) from observation where dataset = 'demo'"
    assert rows(both[0], held) == [(6 * len(reports), 6)]
    assert TINY.observations == 6 * len(reports)
    assert rows(both[0], "select count(*) from report") == [(len(reports),)]
    assert rows(both[0], "select count(*) from rollup where dataset = 'demo'")[0][0]


def test_two_builds_hold_the_same_rows_in_two_orders(both: tuple[Path, Path]) -> None:
    told = (
        "select area_id, indicator_id, as_of, value, origin from observation where dataset = 'demo'"
    )
    by_reader, by_file = (rows(file, told) for file in both)
    assert by_reader == sorted(by_reader, key=lambda row: (row[1], row[2], row[0]))
    assert [row[2] for row in by_file] == sorted(row[2] for row in by_file)
    assert by_reader != by_file
    assert sorted(map(str, by_reader)) == sorted(map(str, by_file))


def test_what_was_built_is_kept_while_it_is_whole(both: tuple[Path, Path]) -> None:
    built = both[0].stat().st_mtime_ns
    assert large.kept(TINY, folder=both[0].parents[1]).stat().st_mtime_ns == built


def test_every_query_asked_has_its_parameters() -> None:
    assert {"latest_by_area", "reports_by_commune"} <= set(asked.by_product())
    for name in asked.by_product():
        header = queries.sql_of(name).partition("-- columns:")[0]
        asked_for = header.partition("-- params:")[2].count("$")
        assert len(asked.params_of(name, TINY)) == asked_for, name


@pytest.mark.parametrize(
    ("cost", "missed"),
    [
        (Cost("q", 20, 40, 1, 27, 400), ""),
        (Cost("q", 20, 41, 1), "grows"),
        (Cost("q", 20, 41, 7.5), "longer answer"),
        (Cost("q", 20, 301, 7.5), "grows"),
        (Cost("q", 1, 6.9), ""),  # 5 ms are allowed below 10
        (Cost("q", 1, 7.1), "grows"),
        (Cost("q", 20, 40, 1, 26), "by hand"),
        (Cost("q", 20, 40, 1, 27, 399), "pandas"),
        (Cost("q", 20, 400, is_slice=False), ""),
        (Cost("q", 20, inf, is_slice=False), "out of memory"),
        (Cost("q", 20), ""),
    ],
)
def test_a_missed_target_is_said(cost: Cost, missed: str) -> None:
    assert cost.missed() == missed


def test_the_table_sets_the_ratios_beside_the_milliseconds() -> None:
    row = costs.row_of(Cost("q", 10, 30, 2, 24, 600))
    assert row == ["q", "10.0", "30.0", "3.0", "2.0", "24.0", "1.2", "20.0", "longer answer"]
    assert costs.row_of(Cost("q", 10, is_slice=False))[:3] == ["q (all)", "10.0", ""]


def test_costs_are_those_of_both_sizes_dearest_slice_first() -> None:
    small = {"queries": {name: {"cpu": 5.0, "rows": 2} for name in ("sources", "trend_by_area")}}
    bigger = {
        "queries": {
            "sources": {"cpu": 90.0, "rows": 2},
            "trend_by_area": {"cpu": 8.0, "rows": 5, "hand": 4.0},
        }
    }
    trend, sources = costs.costs_of(small, bigger, {"queries": {"trend_by_area": 100.0}})
    assert (trend.name, trend.more, trend.hand, trend.pandas) == ("trend_by_area", 2.5, 4.0, 100.0)
    assert (sources.is_slice, sources.large) == (False, 90.0)
    kept = costs.kept([trend, sources])
    assert kept["sources"] == {"3 M": 5.0, "30 M": 90.0}
    assert costs.changes([trend], kept) == []
    assert len(costs.changes([Cost("sources", 5, 40, is_slice=False)], kept)) == 1
    assert costs.changes([Cost("sources", 5, nan)], kept) == []
