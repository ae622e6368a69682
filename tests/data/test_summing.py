"""Figures of areas summed for the pages, held to what a handful of reported rows adds up to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import carrying, exports, rollups, summing, warehouse
from pages.parts import catalogue
from tests.world import build_world

MAY, SEPTEMBER, OCTOBER = date(2025, 5, 31), date(2025, 9, 30), date(2025, 10, 31)
ROWS = [
    ("2024-c91001", "teams", MAY, 3),
    ("2024-c91002", "teams", MAY, 4),
    ("2025-c91001", "teams", SEPTEMBER, 7),
    ("2025-c91001", "teams", OCTOBER, 8),
    ("2025-c91002", "teams", OCTOBER, 10),
    ("2025-c91001", "smartphone_users", OCTOBER, 30),
    ("2025-c91001", "population", OCTOBER, 40),
    ("2025-c91002", "population", OCTOBER, 400),
]


@pytest.fixture(scope="module", autouse=True)
def _reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("summing")
    built = build_world(folder / "atlas.duckdb")
    with built.cursor() as cursor:
        for n, (area, indicator, day, value) in enumerate(ROWS):
            cursor.execute(
                "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
                "value, low, high, qualifier, dataset, source_id, batch_id, origin) values "
                "(?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, 'exact', 'reported', "
                "'s-moon', 'b', ?)",
                [area, indicator, day, value, value, value, f"f:{n}"],
            )
        rollups.start(cursor)
    built.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def told(rows: object) -> set[tuple[object, ...]]:
    return {
        (row.area_id, row.as_of.date(), row.value, row.qualifier, row.carried, row.parts)
        for row in rows.itertuples()  # type: ignore[attr-defined]
    }


def test_an_old_province_is_summed_for_its_own_time_only() -> None:
    rows = summing.history("teams", "reported", "2024", "province")
    assert told(rows) == {("2024-p91", MAY, 7, "at_least", "total", 2)}


def test_in_units_of_today_its_group_goes_on() -> None:
    rows = carrying.of_areas("teams", "reported", ("2024-p91",))
    own = rows[rows["carried"] == summing.TOTAL]
    assert told(own) == {
        ("2024-p91", MAY, 7, "at_least", "total", 2),
        ("2024-p91", SEPTEMBER, 7, "at_least", "total", 1),
        ("2024-p91", OCTOBER, 18, "exact", "total", 2),
    }


def test_a_ratio_with_silent_communes_has_open_ends() -> None:
    (row,) = summing.of_areas("smartphone_rate", "reported", ("2025-p91",)).itertuples()
    assert (row.value, row.parts, row.expected) == (75, 1, 2)
    assert all(math.isnan(end) for end in (row.low, row.high))


def test_a_commune_has_its_ratio_in_full() -> None:
    rows = summing.history("smartphone_rate", "reported", "2025", "commune")
    assert told(rows) == {("2025-c91001", OCTOBER, 75, "exact", "ratio", 1)}
    assert rows["high"].tolist() == [75]


def test_the_latest_of_each_indicator_is_that_of_its_last_day() -> None:
    rows = summing.latest(("2025-p91", "2024-p91"), "reported")
    found = {
        (row.area_id, row.indicator): (row.as_of.date(), row.value) for row in rows.itertuples()
    }
    assert found["2025-p91", "teams"] == (OCTOBER, 18)
    assert found["2024-p91", "teams"] == (MAY, 7)
    assert found["2025-p91", "smartphone_rate"] == (OCTOBER, 75)
    assert rows["origin"].is_unique


def test_published_figures_are_never_summed() -> None:
    rows = summing.history("teams", "published", "2024", "province")
    assert "carried" not in rows


def test_offered_indicators_count_sums_and_ratios() -> None:
    found = catalogue.covered("reported", "2025", "province").set_index("indicator_id")["areas"]
    assert found["teams"] == 1
    assert found["smartphone_rate"] == 1
    old = catalogue.covered("reported", "2024", "province").set_index("indicator_id")["areas"]
    assert "smartphone_rate" not in old


def test_a_file_says_of_how_many_communes_a_sum_is() -> None:
    rows = summing.of_areas("teams", "reported", ("2025-p91",)).tail(1)
    head, line = exports.csv(rows).decode("utf-8-sig").splitlines()
    cells = dict(zip(head.split(","), line.split(","), strict=False))
    assert head.endswith("carried,missing_parts,oldest_as_of,parts,expected")
    assert line.endswith(",then,total,,2025-10-31,2,2"), cells
