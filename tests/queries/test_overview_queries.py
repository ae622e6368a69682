"""What is newest, what changed and what is missing, on the tiny world against hand-made figures."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import queries
from data.qualifiers import bounds
from data.warehouse import open_warehouse
from tests.world import world_tables

MAY, JUNE, JULY = date(2024, 5, 31), date(2024, 6, 30), date(2024, 7, 31)


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The columns' cells row by row, missing ones as None, days as dates."""
    return [
        tuple(
            None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell
            for cell in row
        )
        for row in frame[list(columns)].itertuples(index=False)
    ]


def test_the_latest_of_every_indicator_of_the_areas_named(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    asked = ["2024-p91", "2024-p92", "2024-p93", "2024-d911", "2024-c91002"]
    found = queries.run(cursor, "latest_by_indicator", dataset="published", areas=asked)
    assert rows(found, "area_id", "indicator", "value", "as_of", "in_conflict") == [
        ("2024-d911", "population", 16000, JUNE, False),
        ("2024-d911", "smartphone_rate", 64, JUNE, False),
        ("2024-d911", "smartphone_users", 10200, JUNE, False),
        ("2024-p91", "teams", 120, JUNE, True),
        ("2024-p92", "teams", 90, date(2025, 3, 15), False),
        ("2024-p93", "teams", 40, None, False),  # undated, since there is nothing else
    ]
    assert queries.run(cursor, "latest_by_indicator", dataset="published", areas=[]).empty


def test_an_undated_value_gives_way_to_any_dated_one(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    cursor.begin()
    cursor.execute(
        """update observation set as_of = null, precision = 'none'
        where area_id = '2024-p92' and value = 90"""
    )
    found = queries.run(cursor, "latest_by_indicator", dataset="published", areas=["2024-p92"])
    cursor.rollback()
    assert rows(found, "value", "as_of") == [(80, JUNE)]


def test_the_newest_first_and_a_bare_year_from_its_first_day(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = queries.run(cursor, "newest_figures", dataset="published", most=4)
    assert rows(found, "area_id", "indicator", "value", "as_of") == [
        ("2025-c91001", "teams", 6, date(2025, 9, 30)),
        ("2025-p92", "teams", 130, date(2025, 8, 31)),
        ("2024-p92", "teams", 90, date(2025, 3, 15)),
        ("2024-c91001", "teams", 5, date(2024, 12, 1)),
    ]
    every = queries.run(cursor, "newest_figures", dataset="published", most=99)
    assert every["area_id"].tolist()[-1] == "vn"  # "2024" may be its first day
    assert every["as_of"].notna().all()
    assert not every.duplicated(["area_id", "indicator"]).any()


def test_newest_leaves_context_out(tmp_path: Path) -> None:
    tables = world_tables()
    indicators = tables["indicator"]
    context = indicators["indicator_id"] == "population"
    tables["indicator"] = indicators.assign(pillar=indicators["pillar"].mask(context, "context"))
    warehouse = open_warehouse(tmp_path / "w.duckdb", seed=lambda: tables)
    with warehouse.cursor() as cursor:
        newest = queries.run(cursor, "newest_figures", dataset="published", most=99)
        levels = queries.run(cursor, "area_counts_by_level", dataset="published")
    warehouse.close()
    assert set(newest["indicator"]) == {"teams", "smartphone_users", "smartphone_rate"}
    assert rows(levels[levels["level"] == "village"], "areas", "with_figures") == [(1, 0)]


def test_areas_are_counted_by_level_with_and_without_figures(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = queries.run(cursor, "area_counts_by_level", dataset="published")
    assert rows(found, "vintage", "level", "areas", "with_figures") == [
        ("2024", "commune", 5, 1),
        ("2024", "district", 2, 1),
        ("2024", "province", 3, 3),
        ("2024", "village", 1, 1),
        ("2025", "commune", 4, 1),
        ("2025", "province", 2, 1),
    ]


Said = tuple[date, str, float, str]


def exact(day: date, value: float, precision: str = "month") -> Said:
    return day, precision, value, "exact"


SURE: list[tuple[list[Said], tuple[float | None, ...]]] = [
    # between two exact values, whichever way
    ([exact(MAY, 10), exact(JUNE, 15)], (10, 15, 5, 5, 0.5)),
    ([exact(MAY, 10), exact(JUNE, 4)], (10, 4, -6, -6, 0.6)),
    # the latest of three, from the one before it
    ([exact(MAY, 10), exact(JUNE, 15), exact(JULY, 30)], (15, 30, 15, 15, 1.0)),
    # a bound says how much at least, and nothing of how much at most
    ([exact(MAY, 10), (JUNE, "month", 15, "more_than")], (10, 15, 5, None, 0.5)),
    ([(MAY, "month", 10, "nearly"), exact(JUNE, 15)], (10, 15, 5, None, 0.5)),
    ([exact(MAY, 10), (JUNE, "month", 6, "at_most")], (10, 6, -4, None, 0.4)),
    ([exact(MAY, 10), (JUNE, "month", 20, "about")], (10, 20, 5, 15, 0.5)),
    # a bound that leaves it open is passed over for what is sure
    ([exact(MAY, 10), exact(JUNE, 15), (JULY, "month", 12, "more_than")], (10, 12, 2, None, 0.2)),
    ([exact(MAY, 10), exact(JUNE, 15), (JULY, "month", 9, "more_than")], (10, 15, 5, 5, 0.5)),
]
LEFT_OUT: list[tuple[list[Said], str | None]] = [
    ([exact(MAY, 10), exact(JUNE, 10)], "same"),
    ([exact(MAY, 10), (JUNE, "month", 9, "more_than")], "bounded"),
    ([(MAY, "month", 10, "more_than"), (JUNE, "month", 20, "more_than")], "bounded"),
    ([exact(MAY, 10), (JUNE, "month", 10, "about")], "bounded"),
    # the world counts teams anew from July 2025
    ([exact(MAY, 10), exact(date(2025, 7, 31), 15)], "method"),
    # both may be of one day, and cannot both be true
    ([exact(date(2024, 6, 3), 10, "day"), exact(JUNE, 15)], "disputed"),
    # two values of one month are no change, and nothing is left out
    ([exact(JUNE, 10), (JUNE, "month", 9, "more_than")], None),
]
OTHERWISE: list[tuple[dict[int, dict[str, str]], str | None]] = [
    # what of two values of May and June is not as in the world, and why there is no change
    ({0: {"timing": "in_period"}, 1: {"timing": "in_period"}}, "period"),
    ({1: {"dataset": "demo"}}, None),
]
MAY_JUNE = [exact(MAY, 10), exact(JUNE, 15)]
CASES = [
    *[(said, {}) for said, _expected in SURE],
    *[(said, {}) for said, _why in LEFT_OUT],
    *[(MAY_JUNE, spoiled) for spoiled, _why in OTHERWISE],
]
TWO_SETS = (
    [exact(MAY, 10), exact(JUNE, 10), exact(MAY, 90), exact(JUNE, 90)],
    {2: {"dataset": "demo"}, 3: {"dataset": "demo"}},
)
REMARKED = (MAY_JUNE, {1: {"origin": "world.csv:remarked"}})


def area_of(case: int) -> str:
    return f"2024-c{80000 + case}"


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The changes in a warehouse in which each case is what is said of the teams of an area."""
    tables = world_tables()
    one_area, one_log = tables["area"].iloc[[1]], tables["observation_log"].iloc[[0]]
    areas, logs = [tables["area"]], []
    for case, (said, spoiled) in enumerate([*CASES, REMARKED, TWO_SETS]):
        areas.append(one_area.assign(area_id=area_of(case)))
        for place, (day, precision, value, qualifier) in enumerate(said):
            low, high = bounds(str(value), qualifier)
            figure = {"as_of": day, "precision": precision, "value": value, "qualifier": qualifier}
            figure |= {"low": low, "high": high, "origin": f"world.csv:{case}-{place}"}
            figure |= {"area_id": area_of(case), "indicator_id": "teams"}
            logs.append(one_log.assign(**(figure | spoiled.get(place, {}))))
    remark = {"origin": "world.csv:remarked", "remark_vi": "Cẩn thận", "remark_en": "Careful"}
    tables |= {
        "area": pd.concat(areas, ignore_index=True),
        "observation_log": pd.concat(logs, ignore_index=True),
        "remark": pd.DataFrame([remark]),
    }
    file = tmp_path_factory.mktemp("changes") / "w.duckdb"
    warehouse = open_warehouse(file, seed=lambda: tables)
    with warehouse.cursor() as cursor:
        found = queries.run(cursor, "latest_changes", dataset="published")
    warehouse.close()
    return found


def told(changes: pd.DataFrame, case: int, *columns: str) -> list[tuple[object, ...]]:
    return rows(changes[changes["area_id"] == area_of(case)], *columns)


@pytest.mark.parametrize("case", range(len(SURE)))
def test_the_latest_sure_change(changes: pd.DataFrame, case: int) -> None:
    columns = ("from_value", "value", "least", "most", "share", "left_out")
    expected = SURE[case][1]
    assert told(changes, case, *columns) == [(*map(pytest.approx, expected), None)]


def test_what_is_not_sure_is_left_out_with_its_reason(changes: pd.DataFrame) -> None:
    reasons = [*[why for _said, why in LEFT_OUT], *[why for _spoiled, why in OTHERWISE]]
    columns = ("from_value", "value", "share", "left_out")
    for case, why in enumerate([*reasons, "remarked"], len(SURE)):
        assert told(changes, case, *columns) == ([(None, None, None, why)] if why else []), case


def test_datasets_are_not_compared(changes: pd.DataFrame) -> None:
    case = len(CASES) + 1
    assert told(changes, case, "dataset", "value", "left_out") == [("published", None, "same")]


def test_the_largest_share_comes_first_and_what_is_left_out_last(
    cursor: duckdb.DuckDBPyConnection, changes: pd.DataFrame
) -> None:
    shares = changes["share"].tolist()
    known = [share for share in shares if share == share]
    assert known == sorted(known, reverse=True)
    assert shares[: len(known)] == known
    found = queries.run(cursor, "latest_changes", dataset="published")
    assert rows(found, "area_id", "from_value", "value", "least", "left_out") == [
        ("2024-p92", 84, 90, 6, None),
        ("2024-p91", None, None, None, "disputed"),
    ]
