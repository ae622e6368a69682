"""The queries of the comparison on the tiny world, against figures reckoned by hand."""

from datetime import date

import duckdb

import queries


def test_parts_are_the_dated_values_of_a_level(cursor: duckdb.DuckDBPyConnection) -> None:
    place = {"indicator": "teams", "level": "province"}
    found = queries.run(cursor, "parts_by_area", dataset="published", vintage="2024", **place)
    assert list(zip(found["area_id"], found["value"], strict=True)) == [
        *(("2024-p91", 300), ("2024-p91", 120)),
        *(("2024-p92", 80), ("2024-p92", 84), ("2024-p92", 90)),
    ]
    assert found["in_conflict"].tolist() == [True, True, False, False, False]
    assert queries.run(cursor, "parts_by_area", dataset="published", vintage="2025", **place)[
        "value"
    ].tolist() == [130]
    nation = {"indicator": "teams", "level": "nation", "vintage": "2025"}
    assert queries.run(cursor, "parts_by_area", dataset="published", **nation)[
        "value"
    ].tolist() == [600]


def test_a_part_that_needs_care_divides_nothing(cursor: duckdb.DuckDBPyConnection) -> None:
    place = {"indicator": "teams", "level": "province", "vintage": "2025"}
    cursor.execute("begin")
    cursor.execute(
        "insert into remark select origin, 'cẩn thận', 'careful' from observation "
        "where area_id = '2025-p92'"
    )
    assert queries.run(cursor, "parts_by_area", dataset="published", **place).empty
    cursor.execute("rollback")
    assert len(queries.run(cursor, "parts_by_area", dataset="published", **place)) == 1


def test_communes_are_counted_by_province_and_by_district(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    def counts(vintage: str, level: str) -> dict[str, float]:
        found = queries.run(cursor, "commune_counts", vintage=vintage, level=level)
        assert set(found["as_of"].dt.date) <= {date(2025, 3, 31), date(2025, 7, 1)}
        return dict(zip(found["area_id"], found["value"], strict=True))

    assert counts("2024", "province") == {"2024-p91": 3, "2024-p92": 2}
    assert counts("2024", "district") == {"2024-d911": 3, "2024-d921": 2}
    assert counts("2025", "province") == {"2025-p91": 2, "2025-p92": 2}
    assert counts("2025", "commune") == {}
    assert counts("2024", "nation") == {}


def test_conflicts_are_those_of_the_areas_named(cursor: duckdb.DuckDBPyConnection) -> None:
    found = queries.run(
        cursor, "conflicts_by_area", dataset="published", areas=["2024-p91", "2024-p92"]
    )
    assert sorted(found["value"]) == [120, 300]
    assert queries.run(
        cursor, "conflicts_by_area", dataset="published", areas=["2024-p92", "vn"]
    ).empty


def test_pairs_count_areas_that_have_both(cursor: duckdb.DuckDBPyConnection) -> None:
    place = {"vintage": "2024", "level": "district"}
    found = queries.run(
        cursor, "pairs_by_indicator", dataset="published", indicator="population", **place
    )
    assert dict(zip(found["indicator_id"], found["areas"], strict=True)) == {
        "smartphone_rate": 1,
        "smartphone_users": 1,
    }
    provinces = place | {"level": "province"}
    assert queries.run(
        cursor, "pairs_by_indicator", dataset="published", indicator="teams", **provinces
    ).empty
