"""The queries on the tiny world, against figures reckoned by hand."""

from collections import Counter
from datetime import date

import duckdb
import pandas as pd
import pytest

import queries
from data.warehouse import Warehouse
from tests.world import OBSERVATIONS, world_tables

AREAS = world_tables()["area"]


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The columns' cells row by row, missing ones as None, days as dates."""
    return [
        tuple(
            None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell
            for cell in row
        )
        for row in frame[list(columns)].itertuples(index=False)
    ]


def latest(
    cursor: duckdb.DuckDBPyConnection, vintage: str, level: str, day: date
) -> list[tuple[object, ...]]:
    found = queries.run(
        cursor,
        "latest_by_area",
        dataset="published",
        indicator="teams",
        vintage=vintage,
        level=level,
        date=day,
    )
    assert (found.disputed == found.in_conflict.fillna(False)).all()
    return rows(found, "area_id", "value", "as_of", "disputed")


def test_latest_has_every_area_and_the_last_value_up_to_the_day(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    june = date(2024, 6, 30)
    assert latest(cursor, "2024", "province", date(2025, 3, 14)) == [
        ("2024-p91", 120, june, True),
        ("2024-p92", 80, june, False),  # the original before the copy
        ("2024-p93", None, None, False),  # undated is no value of a day
    ]
    assert latest(cursor, "2024", "province", date(2025, 3, 15))[1] == (
        *("2024-p92", 90, date(2025, 3, 15), False),
    )
    assert latest(cursor, "2024", "province", date(2024, 6, 29)) == [
        ("2024-p91", 300, date(2024, 6, 10), True),
        ("2024-p92", None, None, False),
        ("2024-p93", None, None, False),
    ]
    assert latest(cursor, "2025", "province", date(2026, 1, 1)) == [
        ("2025-p91", None, None, False),
        ("2025-p92", 130, date(2025, 8, 31), False),
    ]
    assert latest(cursor, "2025", "nation", date(2026, 1, 1)) == [
        ("vn", 600, date(2024, 12, 31), False)
    ]
    assert len(latest(cursor, "2024", "commune", date(2026, 1, 1))) == 5


@pytest.mark.parametrize(
    ("rivals", "chosen"),
    [
        ([("s-echo", "exact", "day", 9), ("s-moon", "about", "year", 5)], 5),
        ([("s-moon", "more_than", "day", 9), ("s-moon", "exact", "year", 5)], 5),
        ([("s-moon", "exact", "year", 9), ("s-moon", "exact", "month", 5)], 5),
        ([("s-moon", "exact", "month", 9), ("s-moon", "exact", "day", 5)], 5),
        ([("s-moon", "exact", "day", 5), ("s-moon", "exact", "day", 9)], 9),
    ],
)
def test_latest_between_values_of_one_date(
    world: Warehouse, rivals: list[tuple[str, str, str, int]], chosen: int
) -> None:
    day = date(2023, 12, 31)
    for order in (rivals, rivals[::-1]):
        with world.cursor() as cursor:
            cursor.begin()
            for line, (source, qualifier, precision, value) in enumerate(order):
                cursor.execute(
                    """insert into observation by name select
                    '2024-p93' as area_id, 'teams' as indicator_id, 'cumulative' as timing,
                    $day as as_of, $precision as precision, 'printed' as basis, $value as value,
                    $qualifier as qualifier, 'published' as dataset, $source as source_id,
                    'b-world' as batch_id, $origin as origin""",
                    {
                        "day": day,
                        "precision": precision,
                        "value": value,
                        "qualifier": qualifier,
                        "source": source,
                        "origin": f"x:{line}",
                    },
                )
            assert latest(cursor, "2024", "province", day)[2] == (
                *("2024-p93", chosen, day, False),
            )
            cursor.rollback()


def test_history_has_every_date_of_an_area_once(cursor: duckdb.DuckDBPyConnection) -> None:
    def history(vintage: str, level: str, within: str = "") -> list[tuple[object, ...]]:
        found = queries.run(
            cursor,
            "history_by_area",
            dataset="published",
            indicator="teams",
            vintage=vintage,
            level=level,
            within=within,
        )
        return rows(found, "area_id", "as_of", "value", "qualifier", "in_conflict")

    june = date(2024, 6, 30)
    sao_bang = [
        ("2024-p92", june, 80, "more_than", False),  # the original before the copy's 84
        ("2024-p92", date(2025, 3, 15), 90, "exact", False),
    ]
    assert history("2024", "province") == [
        ("2024-p91", date(2024, 6, 10), 300, "exact", True),
        ("2024-p91", june, 120, "exact", True),
        *sao_bang,  # and nothing of Gió Lặng, whose figure has no date
    ]
    assert history("2024", "province", "2024-p92") == sao_bang
    commune = ("2024-c91001", date(2024, 12, 1), 5, "exact", False)
    assert history("2024", "commune") == history("2024", "commune", "2024-p91") == [commune]
    assert history("2024", "commune", "2024-p92") == []
    assert history("2025", "commune") == [("2025-c91001", date(2025, 9, 30), 6, "exact", False)]


def test_coverage_by_indicator(cursor: duckdb.DuckDBPyConnection) -> None:
    def coverage(vintage: str, level: str, within: str = "") -> list[tuple[object, ...]]:
        found = queries.run(
            cursor,
            "coverage_by_indicator",
            dataset="published",
            vintage=vintage,
            level=level,
            within=within,
        )
        return rows(found, *found.columns)

    assert coverage("2024", "province") == [("teams", 2, 1)]
    assert coverage("2024", "province", "2024-p91") == [("teams", 1, 0)]
    assert coverage("2024", "province", "2024-p93") == [("teams", 0, 1)]
    districts = [
        (indicator, 1, 0) for indicator in ("population", "smartphone_rate", "smartphone_users")
    ]
    assert coverage("2024", "district") == coverage("2024", "district", "2024-p91") == districts
    assert coverage("2024", "district", "2024-p92") == []
    assert coverage("2025", "district") == []


def test_trend_has_the_areas_asked_for_and_undated_values_last(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    areas = ["2024-p93", "vn", "2024-p91"]
    found = queries.run(
        cursor, "trend_by_area", dataset="published", indicator="teams", areas=areas
    )
    assert rows(found, "area_id", "starts_on", "as_of", "low", "high", "in_conflict") == [
        ("2024-p91", date(2024, 6, 10), date(2024, 6, 10), 300, 300, True),
        ("2024-p91", date(2024, 6, 1), date(2024, 6, 30), 120, 120, True),
        ("2024-p93", None, None, 35, 45, False),
        ("vn", date(2024, 1, 1), date(2024, 12, 31), None, 600, False),
    ]
    assert queries.run(
        cursor, "trend_by_area", dataset="published", indicator="teams", areas=[]
    ).empty


def test_figures_by_area_carry_source_unit_and_place(cursor: duckdb.DuckDBPyConnection) -> None:
    found = queries.run(cursor, "figures_by_area", dataset="published", area="2024-c91001")
    columns = ("area", "province", "province_id", "parent_id", "unit", "source", "url", "origin")
    assert rows(found, *columns) == [
        (
            *("Xã Lá Xanh", "Mây Trắng", "2024-p91", "2024-d911", "tổ", "Báo Mặt Trăng"),
            *("https://moon.example/teams", "world.csv:9"),
        )
    ]
    nation = queries.run(cursor, "figures_by_area", dataset="published", area="vn")
    assert rows(nation, "province", "vintage", "source_kind", "published_on") == [
        ("", None, "copy", None)
    ]


def test_targets_and_rules(cursor: duckdb.DuckDBPyConnection) -> None:
    areas = ["2024-d911", "2024-d921"]
    targets = queries.run(
        cursor, "targets_by_area", dataset="published", indicator="smartphone_rate", areas=areas
    )
    assert rows(targets, "area_id", "kind", "operator", "value", "due", "unit", "source") == [
        ("2024-d911", None, ">=", 80, date(2025, 6, 30), "%", "Kế hoạch trên giấy")
    ]
    rules = queries.run(cursor, "rules_by_area", area="2024-d911")
    assert rows(rules, "indicator", "low", "high", "qualifier", "precision") == [
        ("teams", 1, None, "at_least", "year")
    ]


def test_areas(cursor: duckdb.DuckDBPyConnection) -> None:
    def listed(vintage: str, level: str, within: str = "") -> pd.DataFrame:
        return queries.run(cursor, "areas_by_level", vintage=vintage, level=level, within=within)

    communes = listed("2024", "commune")
    assert rows(communes, "area_id", "province")[-1] == ("2024-c92002", "Sao Băng")
    for level in ("nation", "province", "district", "commune", "village"):
        meant = AREAS[(AREAS.level == level) & (AREAS.vintage != "2025")]
        assert listed("2024", level).area_id.tolist() == sorted(meant.area_id)
        for province in ("2024-p91", "2024-p92", "2024-p93"):
            inside = sorted(meant.area_id[meant.province_id == province])
            assert listed("2024", level, province).area_id.tolist() == inside
    assert listed("2025", "commune", "2025-p91").area_id.tolist() == [
        "2025-c91001",
        "2025-c91002",
    ]
    assert listed("2025", "commune", "2024-p91").empty
    village = queries.run(cursor, "area_by_id", area="2024-v91001-xom-go")
    assert rows(village, "name", "parent_name", "province", "lon") == [
        ("Xóm Gò", "Xã Lá Xanh", "Mây Trắng", None)
    ]
    assert queries.run(cursor, "area_by_id", area="2024-p00").empty
    with_teams = queries.run(cursor, "areas_with_figures", dataset="published", indicator="teams")
    counted = Counter(row[0] for row in OBSERVATIONS if row[1] == "teams")
    # The invented names have different first letters, none with a mark: their order is plain.
    names = with_teams["short_name"].tolist()
    assert names == sorted(names)
    assert sorted(rows(with_teams, "area_id", "figures")) == sorted(counted.items())


def test_sources_count_what_they_gave(cursor: duckdb.DuckDBPyConnection) -> None:
    found = queries.run(cursor, "sources")
    assert rows(found, "source_id", "figures", "targets", "rules", "unplaced") == [
        ("s-moon", 10, 0, 0, 0),
        ("s-paper", 1, 1, 1, 0),
        ("s-echo", 3, 0, 0, 1),
    ]
    assert set(found["dataset"]) == {"published"}
    counts = queries.run(cursor, "counts_by_dataset")
    assert rows(counts, *counts.columns) == [("published", 14, 1, 1, 1, 3)]


def test_figures_by_source_also_lists_what_was_not_placed(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    echo = queries.run(cursor, "figures_by_source", dataset="published", source="s-echo")
    columns = ("area", "as_of", "precision", "value", "placed", "reason")
    assert rows(echo, *columns) == [
        ("Nước Thử", date(2024, 12, 31), "year", 600, True, None),
        ("Tỉnh Mây Trắng", date(2024, 6, 10), "day", 300, True, None),
        ("Tỉnh Sao Băng", date(2024, 6, 30), "month", 84, True, None),
        ("Xã Bo Cat", date(2024, 6, 30), "month", 3, False, "ambiguous_name"),
    ]
    paper = queries.run(cursor, "figures_by_source", dataset="published", source="s-paper")
    assert rows(paper, "measure", "operator", "qualifier", "value") == [
        ("result", None, "about", 40),
        ("rule", None, "at_least", 1),
        ("target", ">=", None, 80),
    ]
    unplaced = queries.run(cursor, "unplaced_figures")
    assert rows(unplaced, "area", "as_of", "reason", "candidates", "source") == [
        ("Xã Bo Cat", "2024-06", "ambiguous_name", "2024-c91002,2024-c91003", "Tin chép lại")
    ]


def test_indicators_and_their_breaks(cursor: duckdb.DuckDBPyConnection) -> None:
    found = queries.run(cursor, "indicators")
    assert rows(found, "pillar", "indicator_id", "decimals") == [
        ("society", "population", 0),
        ("society", "smartphone_rate", 1),
        ("society", "smartphone_users", 0),
        ("teams", "teams", 0),
    ]
    breaks = queries.run(cursor, "breaks_by_indicator", indicator="teams")
    assert rows(breaks, "broke_on", "note_en") == [(date(2025, 7, 1), "Counted anew")]
