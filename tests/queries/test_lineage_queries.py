"""What areas became and what they were made of, on the tiny world."""

import duckdb

import queries


def rows(cursor: duckdb.DuckDBPyConnection, name: str, area: str) -> list[tuple[object, ...]]:
    found = queries.run(cursor, name, area=area)
    columns = found[["area_id", "kind", "share", "new_share", "carries"]]
    return list(columns.itertuples(index=False, name=None))


def test_a_split_commune_became_its_parts_the_larger_first(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "successors_by_area", "2024-c92001") == [
        ("2025-c92001", "part", 0.98, 0.14, True),
        ("2025-c92002", "sliver", 0.02, 0.005, True),
    ]
    found = queries.run(cursor, "successors_by_area", area="2024-c92001")
    assert found["province"].tolist() == ["Tỉnh Sao Băng"] * 2
    assert found["basis"].tolist() == ["estimate"] * 2


def test_an_old_province_became_a_province_and_that_ones_communes(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(cursor, "successors_by_area", "2024-p92")
    assert found[0] == ("2025-p92", "whole", 1.0, 0.6, True)
    assert [(row[0], row[4]) for row in found[1:]] == [
        ("2025-c92001", False),
        ("2025-c92002", False),
    ]
    assert rows(cursor, "successors_by_area", "2024-p93") == [("2025-p92", "whole", 1.0, 0.4, True)]


def test_a_new_area_was_made_of_old_ones_and_lies_in_others(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "predecessors_by_area", "2025-c91002") == [
        ("2024-c91002", "whole", 1.0, 0.6, True),
        ("2024-c91003", "whole", 1.0, 0.4, True),
        ("2024-d911", "part", 0.5555555556, 1.0, False),
        ("2024-p91", "part", 0.5555555556, 1.0, False),
    ]
    found = queries.run(cursor, "predecessors_by_area", area="2025-c91002")
    assert found["parent_name"].tolist()[:3] == ["Huyện Đồi Cỏ"] * 2 + ["Tỉnh Mây Trắng"]
    assert [row[0] for row in rows(cursor, "predecessors_by_area", "2025-p92")] == [
        "2024-p92",
        "2024-p93",
    ]


def test_areas_of_the_other_time_and_the_nation_have_none(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "successors_by_area", "2025-c91002") == []
    assert rows(cursor, "predecessors_by_area", "2024-c91002") == []
    assert rows(cursor, "successors_by_area", "vn") == []
